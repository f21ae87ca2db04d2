import type { Listing } from './types';

/** What speaks for a model; only with one of the first three it is opened. */
export type Trust = 'shipped' | 'signed' | 'unsigned' | 'withdrawn' | 'changed' | 'unknown';

export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** How a model answered a set of questions. */
export interface Score {
  /** Questions whose supported sentences say what was asked for. */
  readonly correct: number;
  /** Questions with a sentence that the evidence does not carry. */
  readonly unsupported: number;
  readonly tokensPerSecond: number;
}

/** A model's score beside that of the one that was active. */
export interface Evaluation {
  readonly id: string;
  readonly questions: number;
  readonly questionsSha256: string;
  readonly candidateSha256: string;
  readonly candidate: Score;
  readonly incumbent?: { readonly name: string; readonly sha256: string; readonly score: Score } | null;
  readonly passed: boolean;
  /** Why, in a sentence. */
  readonly verdict: string;
  readonly at: string;
}

export interface Model {
  readonly name: string;
  readonly version: string;
  /** Of what it was made from. */
  readonly sha256: string;
  readonly active: boolean;
  readonly trust: Trust;
  readonly key?: { readonly id: string; readonly name?: string | null } | null;
  /** Why it was taken in although nobody signed for it. */
  readonly reason?: string | null;
  readonly licence: string;
  readonly base: string;
  readonly architecture: string;
  /** Number of weights; 0 if not known. */
  readonly parameters: number;
  readonly contextLength: number;
  readonly bytes: number;
  readonly sourceForm: string;
  readonly sources: readonly ModelFile[];
  readonly files: readonly ModelFile[];
  readonly trainingData?: string | null;
  readonly intendedUse: string;
  readonly limits: readonly string[];
  readonly statedEvaluation?: string | null;
  /** Relative error of its weights. */
  readonly quantisationLoss: number;
  readonly importedAt?: string | null;
  readonly importedBy?: string | null;
  readonly evaluation?: Evaluation | null;
}

/** That a model took over. */
export interface Activation {
  readonly model: string;
  readonly sha256: string;
  readonly at: string;
  /** Whether it took an activation back. */
  readonly back: boolean;
  readonly evaluation?: string | null;
  /** What a person said where no evaluation let it. */
  readonly override?: string | null;
  readonly by?: string | null;
}

/** Something in the incoming folder that may be a model. */
export interface Candidate {
  readonly path: string;
  readonly bytes: number;
  /** Whether a publisher's manifest lies with it. */
  readonly manifest: boolean;
  readonly stated?: { readonly name: string; readonly version: string; readonly licence: string } | null;
  /** What the accepted key is called that signed the manifest. */
  readonly key?: string | null;
  /** Why an import would be refused, as far as the manifest tells. */
  readonly fault?: string | null;
}

/** The encoder that passages are found by. */
export interface CurrentEncoder {
  /** Name of an imported model, or SHIPPED_ENCODER. */
  readonly active: string;
  /** The work after which another one finds. */
  readonly next?: ModelWork | null;
}

/** The encoder that comes with Carrel. */
export const SHIPPED_ENCODER = 'shipped';

export interface ModelList {
  readonly items: readonly Model[];
  readonly active?: string | null;
  /** The one that the server has open: none, or another, while the active one cannot be opened. */
  readonly serving?: string | null;
  readonly previous?: string | null;
  /** The latest first. */
  readonly history: readonly Activation[];
  readonly incomingFolder: string;
  readonly incoming: readonly Candidate[];
  readonly encoder: CurrentEncoder;
}

/** An import, an evaluation, or the embedding of everything by another encoder. */
export interface ModelWork {
  readonly id: string;
  readonly kind: 'import' | 'evaluation' | 'encoding';
  readonly model: string;
  readonly source?: string | null;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly stage?: string | null;
  readonly done: number;
  readonly total: number;
  readonly failure?: string | null;
  readonly createdAt: string;
  readonly startedAt?: string | null;
  readonly endedAt?: string | null;
  readonly evaluation?: Evaluation | null;
}

/** A publisher whose signatures count, until the key is withdrawn. */
export interface ModelKey {
  /** SHA-256 of the public key. */
  readonly id: string;
  readonly name: string;
  readonly acceptedAt: string;
  readonly withdrawnAt?: string | null;
}

export interface NewImport {
  readonly source: string;
  readonly name?: string;
  /** What an adapter is merged into. */
  readonly base?: string;
  /** Why it is taken in although nobody signed for it. */
  readonly unsigned?: string;
}

type Send = (path: string, init?: RequestInit) => Promise<Response>;

/** The calls about the models of the server's machine. */
export class ModelsApi {
  constructor(private readonly send: Send) {}

  async list(signal?: AbortSignal): Promise<ModelList> {
    const [models, encoder] = await Promise.all([
      this.get<Omit<ModelList, 'encoder'>>('/models', signal),
      this.get<CurrentEncoder>('/models/encoder', signal),
    ]);
    return { ...models, encoder };
  }

  /** Newest first. */
  async work(signal?: AbortSignal): Promise<readonly ModelWork[]> {
    return (await this.get<Listing<ModelWork>>('/models/work', signal)).items;
  }

  cancel(id: string): Promise<Response> {
    return this.send(`/models/work/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  import(wanted: NewImport): Promise<Response> {
    return this.put('POST', '/models/imports', wanted);
  }

  evaluate(name: string): Promise<Response> {
    return this.send(`/models/${encodeURIComponent(name)}/evaluations`, { method: 'POST' });
  }

  /** @param override why, where no evaluation lets it */
  activate(name: string, override?: string): Promise<Response> {
    return this.put('PUT', '/models/active', override === undefined ? { name } : { name, override });
  }

  /**
   * Embeds everything by another encoder, which finds from then on.
   *
   * @param override why, where no evaluation lets it
   */
  findBy(name: string, override?: string): Promise<Response> {
    return this.put('PUT', '/models/encoder', override === undefined ? { name } : { name, override });
  }

  rollBack(): Promise<Response> {
    return this.send('/models/active/rollback', { method: 'POST' });
  }

  remove(name: string): Promise<Response> {
    return this.send(`/models/${encodeURIComponent(name)}`, { method: 'DELETE' });
  }

  async keys(signal?: AbortSignal): Promise<readonly ModelKey[]> {
    return (await this.get<Listing<ModelKey>>('/models/keys', signal)).items;
  }

  acceptKey(name: string, publicKey: string): Promise<Response> {
    return this.put('POST', '/models/keys', { name, publicKey });
  }

  withdrawKey(id: string): Promise<Response> {
    return this.send(`/models/keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  private async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await (await this.send(path, signal ? { signal } : {})).json()) as T;
  }

  private put(method: string, path: string, body: unknown): Promise<Response> {
    return this.send(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }
}
