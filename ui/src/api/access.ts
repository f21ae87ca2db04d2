import type { CollectionKind, Listing } from './types';

/** Whom a grant or a wall names: by a token's subject, by a role, by a group of the identity provider. */
export interface Principal {
  readonly kind: 'subject' | 'role' | 'group';
  readonly name: string;
}

/** Somebody who signed in at least once. */
export interface Person {
  readonly subject: string;
  readonly name: string;
}

export interface NewMember {
  readonly principal: Principal;
  readonly steward: boolean;
  readonly reason: string;
  readonly until?: string;
}

export interface Member {
  readonly id: string;
  readonly principal: Principal;
  readonly name?: string | null;
  readonly steward: boolean;
  readonly reason: string;
  readonly grantedBy: string;
  readonly grantedAt: string;
  readonly until?: string | null;
  readonly ended: boolean;
}

export interface Reader {
  readonly principal: Principal;
  readonly name?: string | null;
  readonly since: string;
}

/** Who may read a document, if not all who read its collection. */
export interface Restriction {
  readonly restricted: boolean;
  readonly reason?: string | null;
  readonly readers: readonly Reader[];
}

export interface NewEmergency {
  readonly name: string;
  readonly reason: string;
  readonly attested: boolean;
  readonly minutes: number;
}

export interface OpenedEmergency {
  readonly id: string;
  readonly collectionId: string;
  readonly openedAt: string;
  readonly endsAt: string;
}

export type Verdict = 'justified' | 'unjustified';

/** Emergency access as compliance sees it. */
export interface Emergency extends OpenedEmergency {
  readonly collection: string;
  readonly subject: string;
  readonly name?: string | null;
  readonly reason: string;
  readonly endedAt?: string | null;
  readonly verdict?: Verdict | null;
  readonly note?: string | null;
  readonly reviewedBy?: string | null;
  readonly reviewedAt?: string | null;
}

export interface Wall {
  readonly id: string;
  readonly collection: string;
  readonly collectionName: string;
  readonly principal: Principal;
  readonly name?: string | null;
  readonly reason: string;
  readonly raisedBy: string;
  readonly raisedAt: string;
}

/** A collection, whoever's: its name and nothing that lies in it. */
export interface OverseenCollection {
  readonly id: string;
  readonly name: string;
  readonly kind: CollectionKind;
}

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** The calls about who may read what, why and until when. */
export class AccessApi {
  constructor(private readonly send: Send) {}

  people(name: string): Promise<readonly Person[]> {
    return this.items(`/people?${new URLSearchParams({ name })}`);
  }

  members(collectionId: string, signal?: AbortSignal): Promise<readonly Member[]> {
    return this.items(membersPath(collectionId), signal);
  }

  /** Who is a member already gets the new terms. */
  async grant(collectionId: string, member: NewMember): Promise<Member> {
    return (await this.put('POST', membersPath(collectionId), member)).json() as Promise<Member>;
  }

  endMembership(collectionId: string, memberId: string): Promise<Response> {
    return this.send(`${membersPath(collectionId)}/${encodeURIComponent(memberId)}`, { method: 'DELETE' });
  }

  async restriction(documentId: string, signal?: AbortSignal): Promise<Restriction> {
    return (await this.send(restrictionPath(documentId), signal ? { signal } : {})).json() as Promise<Restriction>;
  }

  restrict(documentId: string, reason: string, readers: readonly Principal[]): Promise<Response> {
    return this.put('PUT', restrictionPath(documentId), { reason, readers });
  }

  unrestrict(documentId: string): Promise<Response> {
    return this.send(restrictionPath(documentId), { method: 'DELETE' });
  }

  async openEmergency(emergency: NewEmergency): Promise<OpenedEmergency> {
    return (await this.put('POST', '/break-glass', emergency)).json() as Promise<OpenedEmergency>;
  }

  endEmergency(id: string): Promise<Response> {
    return this.send(`/break-glass/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** Those that wait for a review, or all. */
  emergencies(all: boolean, signal?: AbortSignal): Promise<readonly Emergency[]> {
    return this.items(`/break-glass${all ? '?all=true' : ''}`, signal);
  }

  review(id: string, verdict: Verdict, note: string): Promise<Response> {
    return this.put('POST', `/break-glass/${encodeURIComponent(id)}/review`, { verdict, note });
  }

  walls(signal?: AbortSignal): Promise<readonly Wall[]> {
    return this.items('/walls', signal);
  }

  raiseWall(collection: string, principal: Principal, reason: string): Promise<Response> {
    return this.put('POST', '/walls', { collection, principal, reason });
  }

  liftWall(id: string): Promise<Response> {
    return this.send(`/walls/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** Any collections whose names hold the text; looking is recorded. */
  overseen(name: string): Promise<readonly OverseenCollection[]> {
    return this.items(`/oversight/collections?${new URLSearchParams({ name })}`);
  }

  private async items<T>(path: string, signal?: AbortSignal): Promise<readonly T[]> {
    const response = await this.send(path, signal ? { signal } : {});
    return ((await response.json()) as Listing<T>).items;
  }

  private put(method: string, path: string, body: unknown): Promise<Response> {
    return this.send(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }
}

function membersPath(collectionId: string): string {
  return `/collections/${encodeURIComponent(collectionId)}/members`;
}

function restrictionPath(documentId: string): string {
  return `/documents/${encodeURIComponent(documentId)}/restriction`;
}
