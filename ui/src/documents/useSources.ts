import { useCallback, useEffect, useMemo, useState } from 'react';
import { problemFrom } from '../api/problem';
import type { Job, JobItem, Problem } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { isBusy, type Source, sourceOf } from './sourceModel';
import { useUploads } from './UploadsContext';
import { useJobProgress } from './useJobProgress';
import { useRarely } from './useRarely';

const NONE: readonly never[] = [];
/** A folder of thousands is listed again and again while it is read: not more often than its length allows. */
const LIST_PAUSE_MS = 1000;
const LIST_PAUSE_MS_PER_DOCUMENT = 3;

/** The documents of a collection: listed, on their way, and in work. */
export function useSources(collectionId: string) {
  const api = useApi();
  const listed = useLoad(useCallback((signal) => api.documents(collectionId, signal), [api, collectionId]));
  const { reload } = listed;
  const documents = listed.state === 'ready' ? listed.value : NONE;
  const [restarted, setRestarted] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem>();
  const uploads = useUploads(collectionId);
  const reloadRarely = useRarely(reload, LIST_PAUSE_MS + documents.length * LIST_PAUSE_MS_PER_DOCUMENT);

  const jobIds = useMemo(() => {
    const active = documents.filter(({ state, jobId }) => jobId && (state === 'processing' || restarted.has(jobId)));
    return [...new Set(active.map(({ jobId }) => jobId as string))];
  }, [documents, restarted]);
  const ended = useCallback(() => {
    setRestarted(new Set());
    reload();
  }, [reload]);
  const jobs = useJobProgress(jobIds, ended);

  const finished = [...jobs.values()].reduce((sum, job) => sum + finishedIn(job), 0);
  useEffect(() => {
    if (uploads.taken + finished > 0) reloadRarely();
  }, [finished, reloadRarely, uploads.taken]);

  const sources = useMemo(() => {
    const items = new Map<string, JobItem>();
    for (const job of jobs.values()) for (const item of job.items) items.set(item.documentId, item);
    return documents.map((document) =>
      sourceOf(document, items.get(document.id), document.jobId ? restarted.has(document.jobId) : false),
    );
  }, [documents, jobs, restarted]);

  const failed = useCallback((error: unknown) => setProblem(problemFrom(error)), []);
  const cancel = useCallback(
    ({ jobId, document }: Source) => {
      if (jobId) api.cancelItem(jobId, document.id).then(reload, failed);
    },
    [api, failed, reload],
  );
  /** After something that put a document back into its job. */
  const again = useCallback(
    (jobId: string) => {
      setRestarted((before) => new Set([...before, jobId]));
      reload();
    },
    [reload],
  );
  const retry = useCallback(
    ({ jobId, document }: Source) => {
      if (jobId) api.retryItem(jobId, document.id).then(() => again(jobId), failed);
    },
    [again, api, failed],
  );

  return {
    listed,
    sources,
    uploads,
    cancel,
    retry,
    again,
    problem,
    dismissProblem: useCallback(() => setProblem(undefined), []),
    busy: sources.some((source) => isBusy(source.state)) || uploads.sendings.some((one) => one.state !== 'failed'),
  };
}

function finishedIn({ counts, items }: Job): number {
  if (!counts) return items.filter(({ state }) => !isBusy(state)).length;
  return (counts.indexed ?? 0) + (counts.quarantined ?? 0) + (counts.cancelled ?? 0);
}

export type Sources = ReturnType<typeof useSources>;
