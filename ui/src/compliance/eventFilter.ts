import type { AuditEvent } from '../api/types';

/** Which entries are looked for; an empty text matches everything. */
export interface EventFilter {
  readonly actor: string;
  readonly action: string;
  readonly collection: string;
  readonly document: string;
  /** Days, as a date box writes them, in the reader's own time zone; both are included. */
  readonly from: string;
  readonly to: string;
}

export const EVERYTHING: EventFilter = { actor: '', action: '', collection: '', document: '', from: '', to: '' };

const FIELDS = Object.keys(EVERYTHING) as readonly (keyof EventFilter)[];

/** Out of the address, so that a view can be bookmarked and sent to a colleague. */
export function filterOf(address: URLSearchParams): EventFilter {
  return Object.fromEntries(FIELDS.map((field) => [field, address.get(field) ?? ''])) as unknown as EventFilter;
}

export function addressOf(filter: EventFilter): Record<string, string> {
  return Object.fromEntries(FIELDS.filter((field) => filter[field] !== '').map((field) => [field, filter[field]]));
}

export function isEverything(filter: EventFilter): boolean {
  return FIELDS.every((field) => filter[field] === '');
}

/** As the server takes it: moments, the end excluded. */
export function parametersOf({ from, to, ...exact }: EventFilter): Record<string, string> {
  const asked: Record<string, string> = {};
  for (const [name, value] of Object.entries(exact)) {
    if (value.trim() !== '') asked[name] = value.trim();
  }
  if (from !== '') asked['from'] = new Date(`${from}T00:00:00`).toISOString();
  if (to !== '') {
    const end = new Date(`${to}T00:00:00`);
    end.setDate(end.getDate() + 1);
    asked['to'] = end.toISOString();
  }
  return asked;
}

/** The answer that an entry is about, if it can be made again. */
export function answerOf({ action, details }: AuditEvent): string | undefined {
  return action.startsWith('answer.') ? details['answer'] : undefined;
}

/** What is worth a line in the list: how many passages were shown, rather than which. */
export function gist({ details }: AuditEvent): string {
  const shown = details['shown'];
  const passages = shown ? shown.split(' ').length : 0;
  const parts = [
    details['route'] && `route ${details['route'].toLowerCase()}`,
    shown !== undefined && (passages === 1 ? '1 passage shown' : `${passages} passages shown`),
    details['reason'],
  ];
  return parts.filter(Boolean).join(', ');
}
