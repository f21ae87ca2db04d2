import type { ServerResponse } from 'node:http';
import type { Answer, Citation, Question } from '../src/api/types.ts';
import { pause, problem } from './mock.ts';
import { documents, type MockDocument, searchable } from './mockStore.ts';

const WORD_MS = 60;

/** Streams an answer made of the sentences that share most words with the question. */
export async function answer(
  response: ServerResponse,
  { question, collections, documents: only }: Question,
): Promise<void> {
  if (question.includes('busy')) {
    return problem(
      response,
      429,
      'model-busy',
      'The model is busy',
      'Four questions are waiting. Try again in a minute.',
    );
  }
  const send = (type: string, data: unknown) => response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const searched = [...documents.values()].filter(
    (one) => searchable(one) && collections?.includes(one.collectionId) && (!only || only.includes(one.id)),
  );
  const ranked = passages(searched, question).slice(0, 3);
  const grounded = (ranked[0]?.score ?? 0) >= 2;
  const found = ranked.map(({ citation }) => citation);
  const timings = { retrievalMs: 14, evidenceMs: 38 };
  send('route', { route: 'generate' });
  await pause(400);
  const evidence = {
    outcome: grounded ? 'grounded' : 'insufficient',
    citations: grounded ? found : [],
    nearest: grounded ? [] : found,
  };
  send('evidence', { ...evidence, timings });
  const sentences = grounded
    ? [
        { text: `The documents say: ${found[0]?.quote.replace(/\s+/g, ' ')}`, supported: true, citations: [0, 1] },
        ...(question.includes('terminat')
          ? [{ text: 'Notice must be sent by pigeon.', supported: false, citations: [] }]
          : []),
      ]
    : [];
  const prose = sentences.map(({ text }) => text).join(' ');
  for (const word of prose.split(/(?<= )/)) {
    if (response.destroyed) return;
    await pause(WORD_MS);
    if (word !== '') send('delta', { text: word });
  }
  if (question.includes('boom')) {
    send('error', {
      title: 'The model stopped',
      status: 500,
      detail: 'The answer is incomplete.',
      traceId: '4bf92f3577b34da6',
    });
    response.end();
    return;
  }
  send('verification', { sentences });
  send('usage', { model: 'tinyllama-1.1b-chat', promptTokens: 212, generatedTokens: 31 });
  send('done', {
    ...(evidence as Pick<Answer, 'outcome' | 'citations' | 'nearest'>),
    answer: prose,
    sentences,
    route: 'generate',
    model: 'tinyllama-1.1b-chat',
    searched: searched.length,
    timings: { ...timings, firstTokenMs: 1420, totalMs: 3810 },
  } as Answer);
  response.end();
}

function passages(searched: readonly MockDocument[], question: string) {
  const words = new Set(question.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const ranked: { citation: Citation; score: number }[] = [];
  for (const document of searched) {
    const version = searchable(document);
    if (!version?.reading) continue;
    const { text } = version.reading;
    for (const page of text.pages) {
      for (const match of text.text.slice(page.start, page.end).matchAll(/[^.]{20,}?\.(?=\s)/gs)) {
        const lead = match[0].length - match[0].trimStart().length;
        const start = page.start + match.index + lead;
        const end = page.start + match.index + match[0].length;
        const quote = text.text.slice(start, end);
        const score = [...words].filter((word) => quote.toLowerCase().includes(word)).length;
        ranked.push({
          score,
          citation: {
            documentId: document.id,
            documentName: version.name,
            version: version.number,
            page: page.number,
            start,
            end,
            quote,
            path: quote.includes('terminat') ? '12.3 Termination > (b)' : null,
          },
        });
      }
    }
  }
  return ranked.sort((a, b) => b.score - a.score);
}
