import type { Emergency } from '../api/access';
import { addressOf, EVERYTHING } from './eventFilter';
import { COMPLIANCE_PATH } from './routes';

/** How it stands with an emergency access, in words. */
export function standing(
  { endsAt, endedAt, verdict }: Emergency,
  now: Date,
): 'open' | 'given back' | 'ended' | 'taken' {
  if (endedAt) return verdict === 'unjustified' ? 'taken' : 'given back';
  return Date.parse(endsAt) > now.getTime() ? 'open' : 'ended';
}

/** The events of whoever had the access, in the collection that it opened. */
export function eventsOf({ subject, collectionId }: Emergency): string {
  const address = addressOf({ ...EVERYTHING, actor: subject, collection: collectionId });
  return `${COMPLIANCE_PATH}?${new URLSearchParams(address)}`;
}
