import { afterEach, describe, expect, it, vi } from 'vitest';
import { Api, type Credentials } from './client';
import { ProblemError } from './problem';

const problem = (type: string, status: number) =>
  new Response(JSON.stringify({ type: `urn:carrel:problem:${type}`, title: type, status }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

function credentials(over: Partial<Credentials> = {}): Credentials {
  return { token: async () => 't', rejected: async () => false, isAway: () => false, ...over };
}

describe('a call that the server refuses', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is repeated once the person has signed in again', async () => {
    const fetched = vi.fn(async () =>
      fetched.mock.calls.length === 1 ? problem('step-up-required', 401) : Response.json({ name: 'Kim' }),
    );
    vi.stubGlobal('fetch', fetched);
    const told: (string | undefined)[] = [];
    const api = new Api(
      credentials({
        rejected: async (why) => {
          told.push(why?.type);
          return true;
        },
      }),
    );
    expect(await api.me()).toEqual({ name: 'Kim' });
    expect(told).toEqual(['urn:carrel:problem:step-up-required']);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('is told as it is when they have not', async () => {
    vi.stubGlobal('fetch', async () => problem('session-ended', 401));
    const refused = await new Api(credentials()).me().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProblemError);
    expect((refused as ProblemError).problem.type).toBe('urn:carrel:problem:session-ended');
  });

  it('says whether anybody is there', async () => {
    const seen: (string | null)[] = [];
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      seen.push(new Headers(init.headers).get('carrel-background'));
      return Response.json({});
    });
    await new Api(credentials()).me();
    await new Api(credentials({ isAway: () => true })).me();
    expect(seen).toEqual([null, 'true']);
  });
});
