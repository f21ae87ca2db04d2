/** Why a patient's record is opened: codes of HL7 v3 PurposeOfUse as the server takes them. */
export const PURPOSES = [
  ['TREAT', 'Treatment'],
  ['HPAYMT', 'Payment'],
  ['HOPERAT', 'Operations'],
  ['ETREAT', 'Emergency treatment'],
  ['HRESCH', 'Research'],
  ['HLEGAL', 'Legal work'],
  ['PATRQT', 'Patient’s request'],
] as const;

export type Purpose = (typeof PURPOSES)[number][0];

export const EMERGENCY: Purpose = 'ETREAT';

const LABELS: ReadonlyMap<string, string> = new Map(PURPOSES);

export function purposeLabel(purpose: Purpose): string {
  return LABELS.get(purpose) ?? purpose;
}

export type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** What a person stated in this tab about a collection; another person in the same tab is asked anew. */
export function statedPurpose(kept: Kept, subject: string, collectionId: string): Purpose | undefined {
  const stated = kept.getItem(purposeKey(subject, collectionId));
  return stated !== null && LABELS.has(stated) ? (stated as Purpose) : undefined;
}

export function statePurpose(kept: Kept, subject: string, collectionId: string, purpose: Purpose): void {
  kept.setItem(purposeKey(subject, collectionId), purpose);
}

function purposeKey(subject: string, collectionId: string): string {
  return `carrel-purpose ${subject} ${collectionId}`;
}
