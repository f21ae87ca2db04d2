import type { Member, Principal } from '../api/access';
import type { Problem } from '../api/types';

/** A principal with what it is called. */
export interface Named {
  readonly principal: Principal;
  readonly name?: string | null;
}

export const ROLES = [
  ['legal', 'legal'],
  ['clinician', 'clinician'],
  ['compliance', 'compliance'],
  ['operator', 'operator'],
] as const;

export function principalLabel({ principal, name }: Named): string {
  switch (principal.kind) {
    case 'subject':
      return name ?? principal.name;
    case 'role':
      return `Everybody with the role “${principal.name}”`;
    case 'group':
      return `Group ${principal.name}`;
  }
}

export function principalKey({ kind, name }: Principal): string {
  return `${kind} ${name}`;
}

/** The last moment of a day, as a date box writes it, in the reader's own time zone. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}

/** Today, or some days on, as a date box writes it. */
export function dayOf(now: Date, later = 0): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + later);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Those who belong to it now before those whose time is over, each in the order in which they came. */
export function currentFirst(members: readonly Member[]): readonly Member[] {
  return [...members.filter(({ ended }) => !ended), ...members.filter(({ ended }) => ended)];
}

/** What the server refuses here, in words that say what to do. */
export function memberProblem(problem: Problem | undefined): Problem | undefined {
  if (problem?.status !== 409) return problem;
  return {
    ...problem,
    title: 'Somebody has to look after this collection',
    detail: 'This is its last steward without an end date. Make somebody else a steward first.',
  };
}
