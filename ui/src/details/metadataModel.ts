import type { Metadata, MetadataField, MetadataValue } from '../api/types';
import { plainDate, plainName } from '../documents/describe';

export interface Row {
  readonly field: string;
  readonly label: string;
  readonly said: MetadataField;
}

/** Fields of which there can be several. */
const LISTS: ReadonlySet<string> = new Set(['parties', 'patient-identifiers']);
const DATES: ReadonlySet<string> = new Set(['date', 'birth-date']);

const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const LANGUAGE = /^[a-z]{2}$/;

/** In the server's order. */
export function rowsOf({ fields }: Metadata): readonly Row[] {
  return Object.entries(fields).map(([field, said]) => ({ field, label: plainName(field), said }));
}

/** Whether anybody has said anything, and be it that there is none. */
export function isKnown({ said }: Row): boolean {
  return said.source !== null && (said.source === 'person' || !isNone(said.value));
}

export function isList(field: string): boolean {
  return LISTS.has(field);
}

/** Who says it, and how sure a machine is. */
export function sourceLabel({ value, source, confidence }: MetadataField): string {
  if (source === 'person') return 'Said by a person';
  if (source === null || isNone(value)) return '';
  return typeof confidence === 'number' ? `Machine’s guess, ${Math.round(confidence * 100)}% sure` : 'Machine’s guess';
}

export function shownValue(field: string, value: MetadataValue, typeLabel: (id: string) => string): string {
  if (isNone(value)) return 'None';
  if (typeof value !== 'string') return value.join('; ');
  if (field === 'type') return typeLabel(value);
  if (field === 'language') return languageName(value);
  return DATES.has(field) ? plainDate(value) : value;
}

/** As it is typed: of several, one a line. */
export function typed(value: MetadataValue): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : value.join('\n');
}

/** What a person typed, as it is sent: nothing typed says that there is none. */
export function meantBy(field: string, text: string): MetadataValue {
  if (!isList(field)) return text.trim() === '' ? null : text.trim();
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function isSame(a: MetadataValue, b: MetadataValue): boolean {
  return typed(a) === typed(b);
}

/** Why a value cannot be saved; undefined when it can. */
export function objection(field: string, value: MetadataValue): string | undefined {
  if (field === 'type' && value === null) return 'Choose a type.';
  if (typeof value !== 'string') return undefined;
  if (field === 'date' && !isDay(value)) return 'Write year, month and day, such as 2024-05-03.';
  if (field === 'birth-date' && !(DATE.test(value) && !Number.isNaN(Date.parse(value)))) {
    return 'Write the date as far as it is known, such as 1950-01-31 or 1950.';
  }
  if (field === 'language' && !LANGUAGE.test(value)) return 'Write its code of two letters, such as en.';
  return undefined;
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}

function isNone(value: MetadataValue | undefined): value is null | undefined | readonly never[] {
  return value === null || value === undefined || value.length === 0;
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
