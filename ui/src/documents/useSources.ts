import { useCallback, useMemo, useState } from 'react';
import { problemFrom } from '../api/problem';
import type { Problem } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { isBusy, type Source, sourceOf } from './sourceModel';
import { useJobProgress } from './useJobProgress';
import { useUploads } from './useUploads';

const NONE: readonly never[] = [];

/** The documents of a collection: listed, on their way, and in work. */
export function useSources(collectionId: string) {
  const api = useApi();
  const listed = useLoad(useCallback((signal) => api.documents(collectionId, signal), [api, collectionId]));
  const { reload } = listed;
  const documents = listed.state === 'ready' ? listed.value : NONE;
  const [restarted, setRestarted] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem>();
  const uploads = useUploads(collectionId, reload);

  const jobIds = useMemo(() => {
    const active = documents.filter(({ state, jobId }) => jobId && (state === 'processing' || restarted.has(jobId)));
    return [...new Set(active.map(({ jobId }) => jobId as string))];
  }, [documents, restarted]);
  const ended = useCallback(() => {
    setRestarted(new Set());
    reload();
  }, [reload]);
  const items = useJobProgress(jobIds, ended);

  const sources = useMemo(
    () =>
      documents.map((document) =>
        sourceOf(document, items.get(document.id), document.jobId ? restarted.has(document.jobId) : false),
      ),
    [documents, items, restarted],
  );

  const cancel = useCallback(
    ({ jobId }: Source) => {
      if (!jobId) return;
      api.cancelJob(jobId).then(reload, (error: unknown) => setProblem(problemFrom(error)));
    },
    [api, reload],
  );
  const retry = useCallback(
    ({ jobId }: Source) => {
      if (!jobId) return;
      api.retryJob(jobId).then(
        () => {
          setRestarted((before) => new Set([...before, jobId]));
          reload();
        },
        (error: unknown) => setProblem(problemFrom(error)),
      );
    },
    [api, reload],
  );

  return {
    listed,
    sources,
    uploads,
    cancel,
    retry,
    problem,
    dismissProblem: useCallback(() => setProblem(undefined), []),
    busy: sources.some((source) => isBusy(source.state)) || uploads.sendings.some((one) => one.state !== 'failed'),
  };
}

export type Sources = ReturnType<typeof useSources>;
