import type { Api } from '../api/client';
import { problemFrom } from '../api/problem';
import { LEFT } from '../api/upload';
import type { SendingFile } from './sourceModel';

/** A browser holds six connections to a server; two leave room for questions and progress. */
const AT_ONCE = 2;

export interface UploadsState {
  readonly sendings: readonly SendingFile[];
  /** How many files each collection was given, so that its list can be read again. */
  readonly taken: ReadonlyMap<string, number>;
  /** How many of them it had already, and nobody was told yet. */
  readonly known: ReadonlyMap<string, number>;
}

type Calls = Pick<Api, 'openJob' | 'closeJob' | 'upload'>;

/**
 * The files that this tab sends, two at a time, whatever page is shown meanwhile. Files that are given together
 * join one job, which is closed after the last of them, so that they are followed and cancelled as one.
 */
export class Uploads {
  private state: UploadsState = { sendings: [], taken: new Map(), known: new Map() };
  private readonly listeners = new Set<() => void>();
  private readonly files = new Map<number, File>();
  private readonly stops = new Map<number, AbortController>();
  /** The open job of a collection; undefined for a server that opens none. */
  private readonly jobs = new Map<string, Promise<string | undefined>>();
  private nextKey = 0;

  constructor(private readonly api: Calls) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): UploadsState => this.state;

  add(collectionId: string, files: readonly File[]): void {
    const added = files.map((file): SendingFile => {
      const key = this.nextKey++;
      this.files.set(key, file);
      return { key, collectionId, name: file.name, state: 'waiting', sent: 0 };
    });
    this.become({ sendings: [...this.state.sendings, ...added] });
    if (this.underWay(collectionId) > 1 && !this.jobs.has(collectionId)) {
      this.jobs.set(
        collectionId,
        this.api.openJob(collectionId).then(
          ({ id }) => id,
          // Then each file is a job of its own; what else is wrong shows at the files.
          () => undefined,
        ),
      );
    }
    this.pump();
  }

  retry(key: number): void {
    this.change(key, { state: 'waiting' });
    this.pump();
  }

  drop(key: number): void {
    const dropped = this.state.sendings.find((one) => one.key === key);
    this.stops.get(key)?.abort();
    this.remove(key);
    if (dropped) this.closeJobAfterLast(dropped.collectionId);
  }

  /** A person was told what was known already. */
  told(collectionId: string): void {
    const known = new Map(this.state.known);
    known.delete(collectionId);
    this.become({ known });
  }

  /** Stops all; nobody listens any more. */
  leave(): void {
    this.files.clear();
    for (const stop of this.stops.values()) stop.abort(LEFT);
    this.become({ sendings: [] });
    for (const collectionId of [...this.jobs.keys()]) this.closeJobAfterLast(collectionId);
  }

  private pump(): void {
    while (this.stops.size < AT_ONCE) {
      const next = this.state.sendings.find(({ key, state }) => state === 'waiting' && !this.stops.has(key));
      if (!next) return;
      const stop = new AbortController();
      this.stops.set(next.key, stop);
      this.change(next.key, { state: 'sending' });
      void this.send(next, stop.signal).finally(() => {
        this.stops.delete(next.key);
        this.closeJobAfterLast(next.collectionId);
        this.pump();
      });
    }
  }

  private async send({ key, collectionId }: SendingFile, signal: AbortSignal): Promise<void> {
    const file = this.files.get(key);
    if (!file) return;
    try {
      const job = await this.jobs.get(collectionId);
      signal.throwIfAborted();
      const onProgress = (sent: number) => this.change(key, { sent });
      const sent = await this.api.upload(collectionId, file, job, { signal, onProgress });
      this.remove(key);
      this.become({ taken: oneMore(this.state.taken, collectionId) });
      if (sent === 'known') this.become({ known: oneMore(this.state.known, collectionId) });
    } catch (error) {
      const problem = signal.aborted ? undefined : problemFrom(error);
      if (problem) this.change(key, { state: 'failed', problem });
      else this.remove(key);
    }
  }

  private closeJobAfterLast(collectionId: string): void {
    if (this.underWay(collectionId) > 0) return;
    const job = this.jobs.get(collectionId);
    this.jobs.delete(collectionId);
    // A job that was never closed ends by the server's own clock.
    void job?.then((id) => (id === undefined ? undefined : this.api.closeJob(id))).catch(() => undefined);
  }

  private underWay(collectionId: string): number {
    return this.state.sendings.filter((one) => one.collectionId === collectionId && one.state !== 'failed').length;
  }

  private change(key: number, to: Partial<SendingFile>): void {
    this.become({ sendings: this.state.sendings.map((one) => (one.key === key ? { ...one, ...to } : one)) });
  }

  private remove(key: number): void {
    this.files.delete(key);
    this.become({ sendings: this.state.sendings.filter((one) => one.key !== key) });
  }

  private become(to: Partial<UploadsState>): void {
    this.state = { ...this.state, ...to };
    for (const listener of this.listeners) listener();
  }
}

function oneMore(counts: ReadonlyMap<string, number>, key: string): ReadonlyMap<string, number> {
  return new Map(counts).set(key, (counts.get(key) ?? 0) + 1);
}
