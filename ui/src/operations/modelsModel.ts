import {
  type Activation,
  type Evaluation,
  type Model,
  type ModelList,
  SHIPPED_ENCODER,
  type Trust,
} from '../api/models';

/** What stands between a model and its taking over. */
export type Gate = 'active' | 'closed' | 'silent' | 'unevaluated' | 'outdated' | 'refused' | 'passed';

const OPENED: readonly Trust[] = ['shipped', 'signed', 'unsigned'];

/** Whether the server opens a model at all. */
export function isTrusted({ trust }: Model): boolean {
  return OPENED.includes(trust);
}

/** What a model is for: it words answers, finds passages, or ranks those that were found. */
export type Role = 'language-model' | 'encoder' | 'cross-encoder';

export function roleOf({ files }: Model): Role {
  if (!files.some(({ name }) => name.endsWith('.onnx'))) return 'language-model';
  return files.some(({ name }) => name === 'encoder.json') ? 'encoder' : 'cross-encoder';
}

/** An encoder as a person calls it. */
export function encoderName(name: string): string {
  return name === SHIPPED_ENCODER ? 'Carrel’s own encoder' : name;
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
  const role = roleOf(model);
  if (role === 'language-model' && model.active && list.serving === model.name) return 'active';
  if (role === 'encoder' && list.encoder.active === model.name) return 'active';
  if (!isTrusted(model)) return 'closed';
  if (role === 'cross-encoder') return 'silent';
  const { evaluation } = model;
  if (!evaluation) return 'unevaluated';
  const holds = role === 'encoder' ? isAgainstEncoder(evaluation, list) : isAgainstActive(model, evaluation, list);
  if (!holds || evaluation.candidateSha256 !== model.sha256) return 'outdated';
  return evaluation.passed ? 'passed' : 'refused';
}

/** What is not opened answers nothing that another could be held against. */
function isAgainstActive(model: Model, { incumbent }: Evaluation, list: ModelList): boolean {
  const active = list.items.find((each) => each.name === list.active && each.name !== model.name && isTrusted(each));
  return incumbent?.sha256 === active?.sha256;
}

/** Of the one that comes with Carrel the list holds nothing. */
function isAgainstEncoder({ incumbent }: Evaluation, { items, encoder }: ModelList): boolean {
  const active = items.find(({ name }) => name === encoder.active);
  return incumbent?.name === encoder.active && (!active || active.sha256 === incumbent.sha256);
}

/** Whether a model could take over, with an evaluation or with a reason. */
export function mayTakeOver(gate: Gate): boolean {
  return gate !== 'active' && gate !== 'closed' && gate !== 'silent';
}

/** Why a model cannot answer as it is, or what its evaluation said. */
export function gateNote(model: Model, gate: Gate): string | undefined {
  if (gate === 'closed') return trustWords(model).sentence;
  if (gate === 'silent') {
    return 'A cross-encoder: it ranks what was found. The setting carrel.search.reranker takes it.';
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
export function keptBecause({ name }: Model, { active, previous, encoder }: ModelList): string | undefined {
  if (name === active) return 'It answers.';
  if (name === previous) return 'It is the one to roll back to.';
  if (name === encoder.active) return 'Passages are found by it.';
  if (name === encoder.next?.model) return 'Documents are being embedded by it.';
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

/** @param role of the model that was on trial: an encoder writes nothing */
export function scoreRows({ questions, candidate, incumbent }: Evaluation, role: Role): readonly Row[] {
  const other = incumbent?.score;
  const share = (count: number) => `${count} of ${questions} (${Math.round((100 * count) / questions)}%)`;
  if (role === 'encoder') return [row('Found the evidence first', candidate.correct, other?.correct, share, signed, 1)];
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
