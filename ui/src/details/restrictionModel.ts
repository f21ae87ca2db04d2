import { type Named, principalKey } from '../access/principals';
import type { Member } from '../api/access';

/** Those to whom a document can be restricted: members, and others that were named; each once, without oneself. */
export function candidates(me: string, members: readonly Member[], named: readonly Named[]): readonly Named[] {
  const all = new Map<string, Named>();
  for (const { principal, name } of [...members.filter(({ ended }) => !ended), ...named]) {
    if (principal.kind === 'subject' && principal.name === me) continue;
    const key = principalKey(principal);
    if (!all.has(key)) all.set(key, { principal, name: name ?? null });
  }
  return [...all.values()];
}
