import { describe, expect, it } from 'vitest';
import type { Member } from '../api/access';
import { currentFirst, dayOf, endOfDay, memberProblem, principalLabel } from './principals';

const member = (id: string, ended: boolean): Member => ({
  id,
  principal: { kind: 'subject', name: id },
  steward: false,
  reason: 'care',
  grantedBy: 'ann',
  grantedAt: '2026-11-01T09:30:00Z',
  ended,
});

describe('who is named', () => {
  it('is a person by name, or by identifier while the name is not known', () => {
    expect(principalLabel({ principal: { kind: 'subject', name: 's-1' }, name: 'Ann' })).toBe('Ann');
    expect(principalLabel({ principal: { kind: 'subject', name: 's-1' }, name: null })).toBe('s-1');
  });

  it('is a role or a group in words', () => {
    expect(principalLabel({ principal: { kind: 'role', name: 'legal' } })).toContain('legal');
    expect(principalLabel({ principal: { kind: 'group', name: '/ward' } })).toBe('Group /ward');
  });
});

describe('members', () => {
  it('whose time is over come last', () => {
    const all = [member('a', true), member('b', false), member('c', true), member('d', false)];
    expect(currentFirst(all).map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
  });

  it('end with the day that was chosen', () => {
    const end = new Date(endOfDay('2026-11-30'));
    expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([30, 23, 59]);
    expect(dayOf(new Date(2026, 10, 30), 1)).toBe('2026-12-01');
  });

  it('keep a steward, and only that conflict is explained so', () => {
    expect(memberProblem({ title: 'Conflict', status: 409 })?.detail).toContain('steward');
    expect(memberProblem({ title: 'Gone', status: 404 })).toEqual({ title: 'Gone', status: 404 });
    expect(memberProblem(undefined)).toBeUndefined();
  });
});
