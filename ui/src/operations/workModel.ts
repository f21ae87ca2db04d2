import type { ModelWork } from '../api/models';
import { encoderName } from './modelsModel';

/** The stages of an import, in order. */
const IMPORT_STAGES: Readonly<Record<string, string>> = {
  verify: 'Reading and checking the files',
  convert: 'Converting the vocabulary',
  quantise: 'Quantising the weights',
  write: 'Writing and reading back',
};

const EVALUATION_STAGES: Readonly<Record<string, string>> = {
  candidate: 'The questions are put to it',
  incumbent: 'They are put to the one in use',
};

const ENCODING_STAGES: Readonly<Record<string, string>> = { embedding: 'Embedding the documents' };

const STAGES: Readonly<Record<ModelWork['kind'], Readonly<Record<string, string>>>> = {
  import: IMPORT_STAGES,
  evaluation: EVALUATION_STAGES,
  encoding: ENCODING_STAGES,
};

const MODEL_NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const LONGEST_NAME = 64;

export function isRunning({ state }: ModelWork): boolean {
  return state === 'queued' || state === 'running';
}

/** What is being done, as a title. */
export function workTitle({ kind, model }: ModelWork): string {
  switch (kind) {
    case 'import':
      return `Import of ${model}`;
    case 'evaluation':
      return `Evaluation of ${model}`;
    case 'encoding':
      return `Embedding by ${encoderName(model)}`;
  }
}

/** What is being done right now: "Step 3 of 4: Quantising the weights". */
export function stageLine({ kind, state, stage, done, total }: ModelWork): string {
  if (state === 'queued') return 'Waiting its turn';
  const stages = STAGES[kind];
  const label = stage ? stages[stage] : undefined;
  if (!stage || !label) return 'Starting';
  if (kind !== 'import') return total > 0 ? `${label}: ${done} of ${total}` : label;
  const names = Object.keys(stages);
  return `Step ${names.indexOf(stage) + 1} of ${names.length}: ${label}`;
}

/** Of the stage, 0 to 100. */
export function percent({ done, total }: ModelWork): number {
  return total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 0;
}

/** How work ended, in a word or two. */
export function outcome({ kind, state, evaluation }: ModelWork): string {
  switch (state) {
    case 'succeeded':
      if (kind === 'import') return 'Imported';
      if (kind === 'encoding') return 'Finds now';
      return evaluation?.passed ? 'Passed' : 'Not passed';
    case 'failed':
      return kind === 'import' ? 'Refused' : 'Failed';
    case 'cancelled':
      return 'Cancelled';
    default:
      return state === 'queued' ? 'Waiting' : 'Running';
  }
}

export function isGood({ state, evaluation }: ModelWork): boolean {
  return state === 'succeeded' && evaluation?.passed !== false;
}

/** Those that have ended since an earlier look, to be said aloud. */
export function endedSince(before: readonly ModelWork[], now: readonly ModelWork[]): readonly ModelWork[] {
  const running = new Set(before.filter(isRunning).map(({ id }) => id));
  return now.filter((work) => running.has(work.id) && !isRunning(work));
}

/** Whether a model can be called that. */
export function isModelName(name: string): boolean {
  return MODEL_NAME.test(name);
}

/** A name for what lies at a path: "Mistral-7B_Q8.gguf" becomes "mistral-7b_q8". */
export function proposedName(path: string): string {
  return path
    .replace(/\.gguf$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, LONGEST_NAME);
}
