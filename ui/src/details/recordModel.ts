import type { ClinicalItem, ClinicalKind, ClinicalRecord } from '../api/types';
import { plainDate } from '../documents/describe';

/** In the order in which a clinician looks for them. */
const KINDS: readonly (readonly [ClinicalKind, string])[] = [
  ['ALLERGY', 'Allergies'],
  ['PROBLEM', 'Problems'],
  ['MEDICATION', 'Medications'],
  ['ENCOUNTER', 'Encounters'],
  ['PROCEDURE', 'Procedures'],
  ['RESULT', 'Results'],
  ['VITAL_SIGN', 'Vital signs'],
  ['IMMUNIZATION', 'Immunizations'],
];

export interface Section {
  readonly kind: ClinicalKind;
  readonly title: string;
  readonly items: readonly ClinicalItem[];
}

/** The statements by kind, each kind in the order of the text; kinds of which nothing is said are left out. */
export function sectionsOf({ items }: ClinicalRecord): readonly Section[] {
  return KINDS.map(([kind, title]) => ({ kind, title, items: items.filter((item) => item.kind === kind) })).filter(
    (section) => section.items.length > 0,
  );
}

/** What is said beside the name: "1000 mg by mouth twice daily · active · since May 2021". */
export function itemLine({ value, status, from, to }: ClinicalItem): string {
  return [value, status, periodOf(from, to)].filter(Boolean).join(' · ');
}

export function codeLine({ code, system }: ClinicalItem): string {
  return code ? [system, code].filter(Boolean).join(' ') : '';
}

function periodOf(from: string | null | undefined, to: string | null | undefined): string {
  if (from && to) return from === to ? plainDate(from) : `${plainDate(from)} to ${plainDate(to)}`;
  if (from) return `since ${plainDate(from)}`;
  return to ? `until ${plainDate(to)}` : '';
}

/** What identifies the patient, beside the name. */
export function patientLine({ patient }: ClinicalRecord): string {
  if (!patient) return '';
  const born = patient.birthDate ? `born ${plainDate(patient.birthDate)}` : undefined;
  return [born, patient.sex, ...patient.identifiers].filter(Boolean).join(' · ');
}
