import type { Metadata, MetadataField } from '../api/types';
import { plainDate, plainName } from '../documents/describe';

export interface Row {
  readonly field: string;
  readonly label: string;
  readonly said: MetadataField;
}

/** Known fields first, in this order; the others follow by name. */
const ORDER = ['type', 'title', 'date', 'language', 'parties', 'patient'];

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function rowsOf(metadata: Metadata): readonly Row[] {
  const rank = (field: string) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length);
  return Object.entries(metadata)
    .map(([field, said]) => ({ field, label: plainName(field), said }))
    .sort((a, b) => rank(a.field) - rank(b.field) || a.label.localeCompare(b.label));
}

/** Who says it, and how sure a machine is. */
export function sourceLabel({ value, source, confidence }: MetadataField): string {
  if (value === null) return '';
  if (source === 'person') return 'Said by a person';
  return typeof confidence === 'number' ? `Machine’s guess, ${Math.round(confidence * 100)}% sure` : 'Machine’s guess';
}

/** What a person's word could be taken back to; undefined when the machine's guess holds already. */
export function guessBehind({ source, guess }: MetadataField): string | undefined {
  return source === 'person' ? (guess ?? '') : undefined;
}

export function shownValue(field: string, value: string, typeLabel: (id: string) => string): string {
  if (field === 'type') return typeLabel(value);
  if (field === 'language') return languageName(value);
  return DATE.test(value) ? plainDate(value) : value;
}

/** Why a value cannot be saved; undefined when it can. */
export function objection(field: string, value: string): string | undefined {
  const plain = value.trim();
  if (plain === '') return 'Say something, or cancel.';
  if (isDate(field) && !(DATE.test(plain) && !Number.isNaN(Date.parse(plain)))) {
    return 'Write the date as year, month and day, such as 2024-05-03.';
  }
  return undefined;
}

export function isDate(field: string): boolean {
  return field === 'date' || field.endsWith('Date');
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
