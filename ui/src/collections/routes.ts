import { generatePath } from 'react-router';

/** Collections: open to everybody who is signed in; the server lists only those that one may read. */
export const COLLECTIONS_PATH = '/collections';

/** Ask: the desk of one collection. */
export const ASK_PATH = '/collections/:collectionId';

export function toAsk(collectionId: string): string {
  return generatePath(ASK_PATH, { collectionId });
}
