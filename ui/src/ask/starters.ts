import type { CollectionKind } from '../api/types';

/** Questions that most documents of a kind can answer, for a collection that has not been asked yet. */
export const STARTERS: Record<CollectionKind, readonly [string, string, string]> = {
  matter: ['Which law governs the agreement?', 'How can the agreement be terminated?', 'What are the payment terms?'],
  patient: [
    'Which medications does the patient take?',
    'Which allergies are recorded?',
    'What follow-up was arranged?',
  ],
};
