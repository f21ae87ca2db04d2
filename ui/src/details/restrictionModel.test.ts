import { expect, it } from 'vitest';
import type { Member } from '../api/access';
import { candidates } from './restrictionModel';

const member = (name: string, ended = false): Member => ({
  id: name,
  principal: { kind: 'subject', name },
  name: name.toUpperCase(),
  steward: false,
  reason: 'care',
  grantedBy: 'ann',
  grantedAt: '2026-11-01T09:30:00Z',
  ended,
});

it('a document can be restricted to members and to those named, each once, and oneself is not offered', () => {
  const role = { principal: { kind: 'role', name: 'legal' } } as const;
  const offered = candidates('me', [member('me'), member('bob'), member('cyd', true)], [member('bob'), role]);
  expect(offered.map(({ principal, name }) => [principal.kind, principal.name, name])).toEqual([
    ['subject', 'bob', 'BOB'],
    ['role', 'legal', null],
  ]);
});
