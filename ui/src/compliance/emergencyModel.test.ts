import { describe, expect, it } from 'vitest';
import type { Emergency } from '../api/access';
import { eventsOf, standing } from './emergencyModel';

const emergency = (more: Partial<Emergency> = {}): Emergency => ({
  id: 'e-1',
  collectionId: 'c-1',
  collection: 'Jane Roe',
  subject: 's-1',
  name: 'Ann',
  reason: 'Unconscious on arrival',
  openedAt: '2026-11-22T10:00:00Z',
  endsAt: '2026-11-22T12:00:00Z',
  ...more,
});

describe('an emergency access', () => {
  it('stands until its end, unless it was given back or taken away', () => {
    expect(standing(emergency(), new Date('2026-11-22T11:00:00Z'))).toBe('open');
    expect(standing(emergency(), new Date('2026-11-22T13:00:00Z'))).toBe('ended');
    const early = { endedAt: '2026-11-22T10:30:00Z' };
    expect(standing(emergency(early), new Date('2026-11-22T11:00:00Z'))).toBe('given back');
    expect(standing(emergency({ ...early, verdict: 'unjustified' }), new Date('2026-11-22T11:00:00Z'))).toBe('taken');
  });

  it('leads to what its holder did in the record', () => {
    expect(eventsOf(emergency())).toBe('/compliance?actor=s-1&collection=c-1');
  });
});
