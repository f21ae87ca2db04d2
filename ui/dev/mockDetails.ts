import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Boxes, Metadata, MetadataField, MetadataValue } from '../src/api/types.ts';
import { fileOf, json, problem } from './mock.ts';
import { guesses, latest, type MockDocument, type MockVersion, searchable, store, visible } from './mockStore.ts';

/** Calls below one document. */
export async function documentCalls(
  request: IncomingMessage,
  response: ServerResponse,
  document: MockDocument,
  below: string,
  query: URLSearchParams,
  body: Buffer,
): Promise<void> {
  const wanted = Number(query.get('version') ?? latest(document).number);
  const version = document.versions.find(({ number }) => number === wanted);
  if (!version) return problem(response, 404, 'not-found', 'Not found');
  const call = `${request.method} ${below}`;
  const restored = /^POST \/versions\/(\d+)\/restore$/.exec(call)?.[1];
  const field = /^(?:PUT|DELETE) \/metadata\/([\w-]+)$/.exec(call)?.[1];
  if (restored) {
    const old = document.versions[Number(restored) - 1] as MockVersion;
    store(document.collectionId, old.name, old.bytes, { document, restoredFrom: old.number });
    return json(response, visible(document), 202);
  }
  if (field) {
    if (request.method === 'DELETE') document.said.delete(field);
    else document.said.set(field, (JSON.parse(body.toString()) as { value: MetadataValue }).value);
    return json(response, metadataOf(document));
  }
  switch (call) {
    case 'GET ':
      return json(response, visible(document, version));
    case 'GET /text':
      return version.reading
        ? json(response, version.reading.text)
        : problem(response, 409, 'conflict', 'The document has no text');
    case 'GET /content':
      response.setHeader('content-type', visible(document, version).mediaType ?? 'application/octet-stream');
      response.end(version.bytes);
      return;
    case 'PUT /content': {
      const file = await fileOf(request, body);
      store(document.collectionId, file.name, Buffer.from(await file.arrayBuffer()), { document });
      return json(response, visible(document), 202);
    }
    case 'GET /boxes':
      return json(response, boxesOf(version, Number(query.get('start')), Number(query.get('end'))));
    case 'GET /versions':
      return json(response, { items: document.versions.map((one) => visible(document, one)), next: null });
    case 'GET /record':
      return version.reading?.record
        ? json(response, version.reading.record)
        : problem(response, 404, 'not-found', 'Not found');
    case 'GET /metadata':
      return json(response, metadataOf(document));
    case 'POST /unlock': {
      const { password } = JSON.parse(body.toString()) as { password: string };
      if (password !== 'correct horse') return problem(response, 422, 'wrong-password', 'This is not its password');
      Object.assign(version, { password, step: 'queued', reason: null, detail: null });
      return json(response, visible(document), 202);
    }
    default:
      return problem(response, 404, 'not-found', 'Not found');
  }
}

function boxesOf({ reading }: MockVersion, start: number, end: number): Boxes {
  const words = (reading?.words ?? []).filter((word) => word.start < end && word.end > start);
  const sure = reading?.recognised ? { meanConfidence: 78, lowestConfidence: 41 } : {};
  return {
    ...sure,
    pages: reading?.sizes ?? [],
    boxes: words.map((word) => {
      // A line's letters are taken to be equally wide, which suffices to see whether boxes are in place.
      const from = Math.max(0, start - word.start) / (word.end - word.start);
      const to = Math.min(1, (end - word.start) / (word.end - word.start));
      const { page, y, height } = word;
      return { page, x: word.x + word.width * from, y, width: word.width * (to - from), height };
    }),
  };
}

function metadataOf(document: MockDocument): Metadata {
  const version = searchable(document) ?? latest(document);
  const guessed = guesses(version);
  const text = version.reading?.text.text ?? '';
  const at = text.toLowerCase().indexOf('lease');
  const field = (name: string): MetadataField => {
    const guess = guessed[name] ?? null;
    const said = document.said.has(name);
    const span = name === 'type' && at >= 0 ? { version: version.number, start: at, end: at + 'lease'.length } : null;
    const value = said ? (document.said.get(name) ?? null) : guess;
    return { value, source: said ? 'person' : guess ? 'machine' : null, guess, confidence: guess ? 0.82 : null, span };
  };
  const names = ['type', 'date', 'parties', 'patient', 'patient-identifiers', 'birth-date', 'language'];
  return { fields: Object.fromEntries(names.map((name) => [name, field(name)])) };
}
