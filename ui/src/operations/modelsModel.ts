import type { Activation, Evaluation, Model, ModelList, Trust } from '../api/models';

/** What stands between a model and its taking over. */
export type Gate = 'active' | 'closed' | 'silent' | 'unevaluated' | 'outdated' | 'refused' | 'passed';

const OPENED: readonly Trust[] = ['shipped', 'signed', 'unsigned'];

/** Whether the server opens a model at all. */
export function isTrusted({ trust }: Model): boolean {
  return OPENED.includes(trust);
}

/** Whether a model writes anything: an encoder or a cross-encoder does not. */
export function isLanguageModel({ files }: Model): boolean {
  return !files.some(({ name }) => name.endsWith('.onnx'));
}

interface TrustWords {
  readonly label: string;
  readonly color: 'green' | 'orange' | 'red';
  readonly sentence: string;
}

/** Who vouches for a model, in a word and in a sentence. */
export function trustWords({ trust, key }: Model): TrustWords {
  const signer = key?.name ?? 'an accepted key';
  switch (trust) {
    case 'shipped':
      return { label: 'Shipped', color: 'green', sentence: 'This release of Carrel names its SHA-256.' };
    case 'signed':
      return { label: 'Signed', color: 'green', sentence: `Signed by ${signer}, whose key you have accepted.` };
    case 'unsigned':
      return { label: 'Unsigned', color: 'orange', sentence: 'Nobody signed for it. It was taken in for a reason:' };
    case 'withdrawn':
      return {
        label: 'Key withdrawn',
        color: 'red',
        sentence: `Signed by ${signer}, whose key does not count any more. It is not opened.`,
      };
    case 'changed':
      return {
        label: 'Changed',
        color: 'red',
        sentence: 'Its folder is not what was imported: somebody changed it since. It is not opened.',
      };
    case 'unknown':
      return {
        label: 'Unknown',
        color: 'red',
        sentence: 'It was put into the folder of models without an import. It is not opened.',
      };
  }
}

/** An evaluation holds for the pair of models that it was made of. */
export function gateOf(model: Model, list: ModelList): Gate {
  if (model.active && list.serving === model.name) return 'active';
  if (!isTrusted(model)) return 'closed';
  if (!isLanguageModel(model)) return 'silent';
  const { evaluation } = model;
  if (!evaluation) return 'unevaluated';
  // What is not opened answers nothing that another could be held against.
  const active = list.items.find((each) => each.name === list.active && each.name !== model.name && isTrusted(each));
  const holds = evaluation.candidateSha256 === model.sha256 && evaluation.incumbent?.sha256 === active?.sha256;
  if (!holds) return 'outdated';
  return evaluation.passed ? 'passed' : 'refused';
}

/** Whether a model could take over, with an evaluation or with a reason. */
export function mayAnswer(gate: Gate): boolean {
  return gate !== 'active' && gate !== 'closed' && gate !== 'silent';
}

/** Why a model cannot answer as it is, or what its evaluation said. */
export function gateNote(model: Model, gate: Gate): string | undefined {
  if (gate === 'closed') return trustWords(model).sentence;
  if (gate === 'silent') {
    return 'An encoder or a cross-encoder: it writes no answers. The setting carrel.search.reranker takes a cross-encoder.';
  }
  return model.evaluation?.verdict;
}

/** The activation that holds; none while the one that the configuration names answers. */
export function standingActivation({ history, active }: ModelList): Activation | undefined {
  const last = history[0];
  return last?.model === active ? last : undefined;
}

/** Why a model took over, in a few words. */
export function grounds({ back, evaluation, override }: Activation): string {
  if (back) return 'Rolled back to it';
  if (override) return 'Activated although it had not passed';
  return evaluation ? 'Activated: it had passed its evaluation' : 'Activated';
}

/** Why a model cannot be removed; undefined if it can. */
export function keptBecause({ name }: Model, { active, previous }: ModelList): string | undefined {
  if (name === active) return 'It answers.';
  if (name === previous) return 'It is the one to roll back to.';
  return undefined;
}

/** One measure of two models, the candidate's beside the incumbent's. */
export interface Row {
  readonly measure: string;
  readonly candidate: string;
  readonly incumbent: string | undefined;
  readonly difference: string | undefined;
  /** For the candidate. */
  readonly tone: 'better' | 'worse' | 'same';
}

export function scoreRows({ questions, candidate, incumbent }: Evaluation): readonly Row[] {
  const other = incumbent?.score;
  const share = (count: number) => `${count} of ${questions} (${Math.round((100 * count) / questions)}%)`;
  const speed = (tokens: number) => tokens.toFixed(1);
  return [
    row('Answered right', candidate.correct, other?.correct, share, signed, 1),
    row('Said something unsupported', candidate.unsupported, other?.unsupported, share, signed, -1),
    row('Tokens a second', candidate.tokensPerSecond, other?.tokensPerSecond, speed, (by) => signed(by, 1), 1),
  ];
}

function row(
  measure: string,
  candidate: number,
  incumbent: number | undefined,
  shown: (value: number) => string,
  difference: (by: number) => string,
  good: 1 | -1,
): Row {
  if (incumbent === undefined) {
    return { measure, candidate: shown(candidate), incumbent: undefined, difference: undefined, tone: 'same' };
  }
  const by = difference(candidate - incumbent);
  const tone = by === SAME ? 'same' : Math.sign(candidate - incumbent) === good ? 'better' : 'worse';
  return { measure, candidate: shown(candidate), incumbent: shown(incumbent), difference: by, tone };
}

const SAME = '±0';

function signed(by: number, digits = 0): string {
  const size = Math.abs(by).toFixed(digits);
  if (Number(size) === 0) return SAME;
  return by > 0 ? `+${size}` : `−${size}`;
}

/** "1.1 billion". */
export function weightCount(parameters: number): string | undefined {
  if (parameters <= 0) return undefined;
  if (parameters >= 999_500_000) return `${(parameters / 1e9).toFixed(1)} billion`;
  if (parameters >= 999_500) return `${Math.round(parameters / 1e6)} million`;
  return parameters.toLocaleString('en');
}

/** A size on disk: models are large. */
export function diskSize(bytes: number): string {
  if (bytes >= 999_500_000) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 999_500) return `${Math.round(bytes / 1e6)} MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 1000)} kB` : `${bytes} B`;
}

/** What quantising cost, beside what it saved; undefined where nothing is known of either. */
export function quantising({ quantisationLoss, sources, bytes }: Model): string | undefined {
  const before = sources.reduce((sum, file) => sum + file.bytes, 0);
  const sizes = before > 0 ? `${diskSize(before)} became ${diskSize(bytes)}` : undefined;
  const loss = quantisationLoss > 0 ? `its weights are ${(100 * quantisationLoss).toFixed(1)}% off` : undefined;
  return loss ? [sizes, loss].filter(Boolean).join('; ') : sizes;
}
