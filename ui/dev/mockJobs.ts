import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ItemState, Job, JobItem, JobSummary } from '../src/api/types.ts';
import { json, pause, problem } from './mock.ts';
import { collections, isOpen, jobs, type MockJob, openJob, stageOf } from './mockStore.ts';

const NEEDS: readonly ItemState[] = [
  'quarantined',
  'extracting',
  'recognising',
  'embedding',
  'queued',
  'cancelled',
  'indexed',
];

/** Calls under /jobs and below a collection's jobs; false for any other. */
export async function jobCalls(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<boolean> {
  const below = /^\/collections\/([^/]+)\/jobs$/.exec(path);
  if (below?.[1]) {
    const collection = collections.get(below[1]);
    if (collection) json(response, viewOf(openJob(collection.id)), 201);
    else problem(response, 404, 'not-found', 'Not found');
    return true;
  }
  if (path === '/jobs') {
    const items = [...jobs.values()].filter(({ items, open }) => open || items.length > 0).map(summaryOf);
    json(response, { items: items.reverse(), next: null });
    return true;
  }
  const [, id, action, documentId, change] = /^\/jobs\/([^/]+)(?:\/([\w-]+))?(?:\/([^/]+)\/(\w+))?$/.exec(path) ?? [];
  if (id === undefined) return false;
  const job = jobs.get(id);
  if (!job) {
    problem(response, 404, 'not-found', 'Not found');
    return true;
  }
  const one = documentId ? job.items.filter(({ document }) => document.id === documentId) : job.items;
  if (action === 'events') await stream(response, job);
  else if (action === 'items' && !documentId) {
    const state = query.get('state');
    json(response, { items: itemsOf(job).filter((item) => !state || item.state === state), next: null });
  } else {
    if (action === 'close') job.open = false;
    if (action === 'cancel' || change === 'cancel') {
      for (const { version } of one) if (isOpen(version)) version.step = 'cancelled';
    }
    if (action === 'retry-failed' || change === 'retry') {
      for (const { version } of one) {
        if (version.step !== 'quarantined' && version.step !== 'cancelled') continue;
        Object.assign(version, { step: 'queued', reason: null, detail: null, done: 0 });
      }
    }
    json(response, viewOf(job), request.method === 'POST' ? 202 : 200);
  }
  return true;
}

async function stream(response: ServerResponse, job: MockJob): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let sent = '';
  while (!response.destroyed) {
    const view = viewOf(job);
    const data = JSON.stringify(view);
    if (data !== sent) response.write(`event: progress\ndata: ${data}\n\n`);
    sent = data;
    if (view.state !== 'queued' && view.state !== 'running') break;
    await pause(250);
  }
  response.end();
}

function summaryOf(job: MockJob): JobSummary {
  const counts: Partial<Record<ItemState | 'total', number>> = { total: job.items.length };
  for (const { version } of job.items) counts[version.step] = (counts[version.step] ?? 0) + 1;
  const under = job.items.filter(({ version }) => isOpen(version)).length;
  const good = job.items.every(({ version }) => version.step === 'indexed');
  const { id, collectionId, createdAt, open } = job;
  return {
    id,
    collectionId,
    createdAt,
    open,
    counts,
    state: under > 0 || open ? 'running' : good ? 'succeeded' : 'failed',
  };
}

function viewOf(job: MockJob): Job {
  const left = job.items.filter(({ version }) => isOpen(version)).length;
  return { ...summaryOf(job), ratePerMinute: left ? 42 : 0, secondsLeft: left ? left * 15 : null, items: itemsOf(job) };
}

function itemsOf({ items }: MockJob): JobItem[] {
  return items
    .map(({ document, version }): JobItem => ({
      documentId: document.id,
      version: version.number,
      name: version.name,
      state: version.step,
      stage: stageOf(version),
      reason: version.reason,
      detail: version.detail,
    }))
    .sort((a, b) => NEEDS.indexOf(a.state) - NEEDS.indexOf(b.state));
}
