import { generatePath } from 'react-router';

/** Collections: the server lists only those that one may read. */
export const COLLECTIONS_PATH = '/collections';

/** Ask: the desk of one collection. */
export const ASK_PATH = '/collections/:collectionId';

/** Reads patients' records, and may open one in an emergency. */
export const CLINICIAN_ROLE = 'clinician';

/** Whether somebody's roles let them read any documents at all: an administrator's do not. */
export function isReader(roles: readonly string[]): boolean {
  return roles.includes('legal') || roles.includes(CLINICIAN_ROLE);
}

export function toAsk(collectionId: string): string {
  return generatePath(ASK_PATH, { collectionId });
}
