import type { Document } from '../api/types';

/** Pictures that every browser draws itself. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

export type Drawing = 'pdf' | 'picture' | 'none';

/** How a document's pages can be drawn here; its text can be shown in any case. */
export function drawingOf(mediaType: string | null | undefined): Drawing {
  const plain = (mediaType ?? '').split(';')[0]?.trim() ?? '';
  if (plain === 'application/pdf') return 'pdf';
  return PICTURES.has(plain) ? 'picture' : 'none';
}

/** What is shown of a document. */
export type Mode = 'page' | 'text' | 'summary' | 'details';

/** What can be shown, the usual first: of a document that was not read, only what is known of it. */
export function modesOf({ state, mediaType }: Document): readonly [Mode, ...Mode[]] {
  if (state !== 'indexed') return ['details'];
  return drawingOf(mediaType) === 'none' ? ['text', 'summary', 'details'] : ['page', 'text', 'summary', 'details'];
}

/** Why words stand where a picture is expected. */
export function undrawnNote(mediaType: string | null | undefined): string {
  return (mediaType ?? '').startsWith('image/')
    ? 'Browsers cannot draw this kind of picture. These are the words that were read in it.'
    : '';
}

/** What to say above a version that is not the latest; undefined above the latest. */
export function versionNote({ version, latestVersion, searchableVersion }: Document): string | undefined {
  const latest = latestVersion ?? version;
  if (version === latest) return undefined;
  const place = `This is version ${version} of ${latest}.`;
  return version === searchableVersion ? `${place} It answers until version ${latest} is read.` : place;
}
