import { afterEach, describe, expect, it, vi } from 'vitest';
import { Api, type Credentials } from './client';

const CREDENTIALS: Credentials = { token: async () => 't', rejected: async () => true, isAway: () => false };

function recording(answer: () => Response) {
  const seen: { path: string; method: string; purpose: string | null; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const purpose = new Headers(init.headers).get('purpose-of-use');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    seen.push({ path, method: init.method ?? 'GET', purpose, body });
    return answer();
  });
  return seen;
}

describe('calls about access', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('carry the purpose that was stated, and no other', async () => {
    const seen = recording(() => Response.json({ items: [] }));
    const api = new Api(CREDENTIALS);
    await api.collections();
    await api.withPurpose('TREAT').documents('c-1');
    await api.withPurpose('PATRQT').access.members('c-1');
    expect(seen.map(({ purpose }) => purpose)).toEqual([null, 'TREAT', 'PATRQT']);
  });

  it('carry it also when they are repeated after a new sign-in', async () => {
    let calls = 0;
    const seen = recording(() => (++calls === 1 ? new Response(null, { status: 401 }) : Response.json({ id: 'e-1' })));
    const emergency = { name: 'Jane Roe', reason: 'Unconscious on arrival', attested: true, minutes: 60 };
    await new Api(CREDENTIALS).withPurpose('ETREAT').access.openEmergency(emergency);
    expect(seen).toEqual([
      { path: '/api/v1/break-glass', method: 'POST', purpose: 'ETREAT', body: emergency },
      { path: '/api/v1/break-glass', method: 'POST', purpose: 'ETREAT', body: emergency },
    ]);
  });

  it('ask for names as they are, whatever they hold', async () => {
    const seen = recording(() => Response.json({ items: [] }));
    await new Api(CREDENTIALS).access.people('O’Neil & Co');
    expect(new URL(seen[0]?.path ?? '', 'http://here').searchParams.get('name')).toBe('O’Neil & Co');
  });
});
