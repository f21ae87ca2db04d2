import type { Filter } from '../api/types';

/** What the form of a filter holds: every field a text, empty where nothing is asked for. */
export interface Narrowing {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly party: string;
  readonly section: string;
}

export const WIDE: Narrowing = { type: '', from: '', to: '', party: '', section: '' };

/** The filter to send; undefined where nothing is filled in. */
export function filterOf({ type, from, to, party, section }: Narrowing): Filter | undefined {
  const filter: Filter = {
    ...(type ? { types: [type] } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(party.trim() ? { party: party.trim() } : {}),
    ...(section.trim() ? { section: section.trim() } : {}),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** The filter in words, to stand beside the question box while the form is closed. */
export function narrowingLine({ type, from, to, party, section }: Narrowing, label: (type: string) => string): string {
  return [
    ...(type ? [label(type)] : []),
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`to ${to}`] : []),
    ...(party.trim() ? [`with ${party.trim()}`] : []),
    ...(section.trim() ? [`under “${section.trim()}”`] : []),
  ].join(', ');
}
