import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activation, Candidate, Evaluation, Model, ModelKey, ModelWork } from '../src/api/models.ts';
import { json, problem } from './mock.ts';

const STEP_MS = 400;
const STEPS = 12;
const QUESTIONS = 48;

const hash = (digit: string) => digit.repeat(64);
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const items: Model[] = [
  model('tinyllama-1.1b-chat', 'a', { trust: 'shipped', active: true, licence: 'Apache-2.0', base: 'none' }),
  model('ward-notes-1b', 'b', {
    trust: 'signed',
    key: { id: hash('4'), name: 'Ward software' },
    trainingData: 'Notes of 2,000 invented patients, written for the purpose.',
    statedEvaluation: '41 of 48 of the publisher’s questions.',
    evaluation: evaluation('b', 39, 1, true),
  }),
  model('contract-2b', 'c', {
    trust: 'unsigned',
    reason: 'Built in house from the base of last year; its hash was checked by two people.',
    evaluation: evaluation('c', 22, 6, false),
  }),
  model('old-pilot', 'd', { trust: 'withdrawn', key: { id: hash('9'), name: 'Former supplier' } }),
];
const history: Activation[] = [
  { model: 'tinyllama-1.1b-chat', sha256: hash('a'), at: ago(50), back: true, by: 'Ada Reader' },
  { model: 'contract-2b', sha256: hash('c'), at: ago(95), back: false, by: 'Ada Reader', override: 'A trial of the morning, with the ward’s agreement.' },
];
const incoming: Candidate[] = [
  { path: 'Mistral-7B-Instruct_Q8.gguf', bytes: 7_700_000_000, manifest: false },
  { path: 'ward-notes-2b', bytes: 4_100_000_000, manifest: true, stated: { name: 'ward-notes-2b', version: '2.1', licence: 'Apache-2.0' }, key: 'Ward software' },
  { path: 'unknown.gguf', bytes: 900_000_000, manifest: true, stated: { name: 'unknown', version: '1', licence: 'MIT' }, fault: 'no accepted key signed the model’s manifest, or it was changed after' },
];
const keys: ModelKey[] = [
  { id: hash('4'), name: 'Ward software', acceptedAt: ago(4_000) },
  { id: hash('9'), name: 'Former supplier', acceptedAt: ago(90_000), withdrawnAt: ago(2_000) },
];
const work: ModelWork[] = [
  { id: 'w-0', kind: 'import', model: 'pickled', source: 'pytorch_model.bin', state: 'failed', done: 0, total: 0, createdAt: ago(200), endedAt: ago(199), failure: 'The import was refused: opening a .bin file runs code that is in it.' },
];

/** The calls about models, with progress that runs by the clock; false for another call. */
export function modelCalls(request: IncomingMessage, response: ServerResponse, path: string, body: Buffer): boolean {
  if (!path.startsWith('/models')) return false;
  const wanted = body.length > 0 ? (JSON.parse(body.toString()) as Record<string, string>) : {};
  const [, below = ''] = /^\/models\/?(.*)$/.exec(path) ?? [];
  const call = `${request.method} ${below}`;
  const done = () => {
    response.writeHead(204);
    response.end();
  };
  const active = items.find((each) => each.active);
  if (call === 'GET ') {
    json(response, { items, active: active?.name, serving: active?.name, previous: previous(), history, incomingFolder: '/var/lib/carrel/models/incoming', incoming });
  } else if (call === 'GET work') {
    json(response, { items: work.map(advanced).toReversed() });
  } else if (call === 'GET keys') {
    json(response, { items: keys });
  } else if (call === 'POST keys') {
    keys.unshift({ id: hash(String(keys.length)), name: wanted['name'] ?? '', acceptedAt: ago(0) });
    json(response, keys[0], 201);
  } else if (call === 'POST imports') {
    json(response, begin('import', wanted['name'] ?? String(wanted['source']), wanted['source']), 202);
  } else if (call.endsWith('/evaluations')) {
    json(response, begin('evaluation', below.replace('/evaluations', '')), 202);
  } else if (call === 'PUT active') {
    const model = items.find(({ name }) => name === wanted['name']);
    if (!model) problem(response, 404, 'not-found', 'Not found');
    else {
      answerBy(model, { back: false, override: wanted['override'] ?? null });
      json(response, {});
    }
  } else if (call === 'POST active/rollback') {
    const model = items.find(({ name }) => name === previous());
    if (model) answerBy(model, { back: true });
    json(response, {});
  } else if (call.startsWith('DELETE work/')) {
    change(work, ({ id }) => id === below.slice(5), { state: 'cancelled', endedAt: ago(0) });
    done();
  } else if (call.startsWith('DELETE keys/')) {
    change(keys, ({ id }) => id === below.slice(5), { withdrawnAt: ago(0) });
    done();
  } else if (request.method === 'DELETE') {
    items.splice(items.findIndex(({ name }) => name === below), 1);
    done();
  } else problem(response, 404, 'not-found', 'Not found');
  return true;
}

function model(name: string, digit: string, more: Partial<Model>): Model {
  return {
    name,
    version: '1.0',
    sha256: hash(digit),
    active: false,
    trust: 'shipped',
    licence: 'MIT',
    base: 'TinyLlama 1.1B',
    architecture: 'llama',
    parameters: 1_100_048_384,
    contextLength: 2048,
    bytes: 779_501_597,
    sourceForm: 'safetensors, BF16',
    sources: [{ name: 'model.safetensors', bytes: 2_200_000_000, sha256: hash('e') }],
    files: [
      { name: 'config.json', bytes: 395, sha256: hash('1') },
      { name: 'model.safetensors', bytes: 777_993_408, sha256: hash('2') },
    ],
    intendedUse: 'Puts one or two sentences of evidence into an answer in English.',
    limits: ['It may change a detail of what it repeats.', 'It knows nothing reliable beyond what it is shown.'],
    quantisationLoss: 0.0932,
    importedAt: ago(3_000),
    importedBy: 'Ada Reader',
    ...more,
  };
}

function evaluation(digit: string, correct: number, unsupported: number, passed: boolean): Evaluation {
  return {
    id: `e-${digit}`,
    questions: QUESTIONS,
    questionsSha256: hash('7'),
    candidateSha256: hash(digit),
    candidate: { correct, unsupported, tokensPerSecond: 14.2 },
    incumbent: { name: 'tinyllama-1.1b-chat', sha256: hash('a'), score: { correct: 31, unsupported: 4, tokensPerSecond: 17.9 } },
    passed,
    verdict: `It answers ${correct} of ${QUESTIONS} questions right, the active model 31.`,
    at: ago(120),
  };
}

function previous(): string | undefined {
  return history.find(({ model }) => !items.some(({ name, active }) => active && name === model))?.model;
}

function answerBy(next: Model, how: Pick<Activation, 'back' | 'override'>): void {
  change(items, () => true, { active: false });
  change(items, ({ name }) => name === next.name, { active: true });
  history.unshift({ model: next.name, sha256: next.sha256, at: ago(0), by: 'Ada Reader', evaluation: 'e', ...how });
}

function begin(kind: ModelWork['kind'], name: string, source?: string): ModelWork {
  const begun: ModelWork = { id: `w-${work.length}`, kind, model: name, source: source ?? null, state: 'running', done: 0, total: 0, createdAt: ago(0) };
  work.push(begun);
  return begun;
}

/** As far as the clock has brought it. */
function advanced(each: ModelWork): ModelWork {
  if (each.state !== 'running') return each;
  const stages = each.kind === 'import' ? ['verify', 'convert', 'quantise', 'write'] : ['candidate', 'incumbent'];
  const step = Math.floor((Date.now() - Date.parse(each.createdAt)) / STEP_MS);
  const stage = stages[Math.floor(step / STEPS)];
  if (stage) return { ...each, stage, done: step % STEPS, total: STEPS };
  if (each.kind === 'import') items.push(model(each.model, 'f', { trust: 'unsigned', reason: 'For a look.' }));
  else change(items, ({ name }) => name === each.model, { evaluation: evaluation('b', 36, 2, true) });
  const ended = { state: 'succeeded', endedAt: ago(0), evaluation: each.kind === 'import' ? null : evaluation('b', 36, 2, true) } as const;
  change(work, ({ id }) => id === each.id, ended);
  return { ...each, ...ended };
}

function change<T>(all: T[], which: (one: T) => boolean, to: Partial<T>): void {
  all.forEach((one, i) => {
    if (which(one)) all[i] = { ...one, ...to };
  });
}
