import { describe, expect, it } from 'vitest';
import type { Sending, Sent } from '../api/upload';
import { Uploads } from './uploads';

/** A server that takes a file when the test says so. */
class FakeServer {
  readonly calls: string[] = [];
  readonly open = new Map<string, { take(sent?: Sent): void; refuse(): void; readonly sending: Sending }>();
  opensJobs = true;

  async openJob(collectionId: string) {
    this.calls.push(`open ${collectionId}`);
    if (!this.opensJobs) throw new TypeError('no such call');
    return { id: 'j1', state: 'queued', items: [] } as const;
  }

  async closeJob(id: string): Promise<Response> {
    this.calls.push(`close ${id}`);
    return new Response();
  }

  upload(_collectionId: string, { name }: File, job: string | undefined, sending: Sending): Promise<Sent> {
    this.calls.push(`send ${name} ${job ?? 'alone'}`);
    return new Promise((resolve, reject) => {
      const take = (sent: Sent = 'taken') => resolve(sent);
      this.open.set(name, { take, refuse: () => reject(new TypeError('broken line')), sending });
      sending.signal.addEventListener('abort', () => reject(sending.signal.reason));
    });
  }
}

const files = (...names: string[]) => names.map((name) => new File(['x'], name));
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('uploads', () => {
  it('of one file open no job of their own', async () => {
    const server = new FakeServer();
    const uploads = new Uploads(server);
    uploads.add('c1', files('a'));
    await settled();
    server.open.get('a')?.take();
    await settled();
    expect(server.calls).toEqual(['send a alone']);
    expect(uploads.snapshot()).toMatchObject({ sendings: [], taken: new Map([['c1', 1]]) });
  });

  it('of many files join one job, two at a time, which is closed after the last', async () => {
    const server = new FakeServer();
    const uploads = new Uploads(server);
    uploads.add('c1', files('a', 'b', 'c'));
    await settled();
    expect(server.calls).toEqual(['open c1', 'send a j1', 'send b j1']);
    server.open.get('b')?.take();
    await settled();
    server.open.get('a')?.take();
    server.open.get('c')?.take();
    await settled();
    expect(server.calls.slice(3)).toEqual(['send c j1', 'close j1']);
    expect(uploads.snapshot().taken.get('c1')).toBe(3);
  });

  it('go on without a job where the server opens none', async () => {
    const server = new FakeServer();
    server.opensJobs = false;
    new Uploads(server).add('c1', files('a', 'b'));
    await settled();
    expect(server.calls).toEqual(['open c1', 'send a alone', 'send b alone']);
  });

  it('that fail stay to be tried again, and do not hold the job open', async () => {
    const server = new FakeServer();
    const uploads = new Uploads(server);
    uploads.add('c1', files('a', 'b'));
    await settled();
    server.open.get('a')?.refuse();
    server.open.get('b')?.take();
    await settled();
    expect(uploads.snapshot().sendings).toMatchObject([{ name: 'a', state: 'failed' }]);
    expect(server.calls.at(-1)).toBe('close j1');
    uploads.retry(uploads.snapshot().sendings[0]?.key as number);
    await settled();
    server.open.get('a')?.take();
    await settled();
    expect(uploads.snapshot().sendings).toEqual([]);
  });

  it('that a person stops leave no trace and make room for the next', async () => {
    const server = new FakeServer();
    const uploads = new Uploads(server);
    uploads.add('c1', files('a', 'b', 'c'));
    await settled();
    const first = uploads.snapshot().sendings[0]?.key as number;
    uploads.drop(first);
    await settled();
    expect(server.open.get('a')?.sending.signal.aborted).toBe(true);
    expect(uploads.snapshot().sendings.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'b sending',
      'c sending',
    ]);
  });

  it('count the files that were there already, until a person was told', async () => {
    const server = new FakeServer();
    const uploads = new Uploads(server);
    uploads.add('c1', files('a'));
    await settled();
    server.open.get('a')?.take('known');
    await settled();
    expect([uploads.snapshot().known.get('c1'), uploads.snapshot().taken.get('c1')]).toEqual([1, 1]);
    uploads.told('c1');
    expect(uploads.snapshot().known.size).toBe(0);
  });

  it('tell how far each file is', async () => {
    const server = new FakeServer();
    const uploads = new Uploads(server);
    uploads.add('c1', files('a'));
    await settled();
    server.open.get('a')?.sending.onProgress(0.5);
    expect(uploads.snapshot().sendings).toMatchObject([{ name: 'a', sent: 0.5 }]);
  });
});
