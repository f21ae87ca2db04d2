import { useCallback, useEffect, useState } from 'react';
import { orAbsent, problemFrom } from '../api/problem';
import type { ItemState, Job, JobItem, JobSummary, Listing, Problem } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useRarely } from '../documents/useRarely';
import { useApi } from '../signin/SessionContext';
import { type Group, GROUPS, upToDate } from './ingestModel';

const PAUSE_MS = 3000;

/** The items of a job in one group, or all; read again when the mark changes. */
export function useItems(job: JobSummary | Job, group: Group | undefined, mark: string) {
  const api = useApi();
  const jobId = job.id;
  const live = 'items' in job ? job.items : NONE;
  const load = useCallback(
    async (signal: AbortSignal): Promise<readonly Listing<JobItem>[]> => {
      const states: readonly (ItemState | undefined)[] = group === undefined ? [undefined] : GROUPS[group].states;
      const pages = await Promise.all(states.map((state) => orAbsent(api.jobItems(jobId, state, undefined, signal))));
      if (pages.every((page) => page === undefined)) {
        // A server without pages of items shows those of the job itself.
        const { items } = await api.job(jobId, signal);
        return [{ items: items.filter(({ state }) => group === undefined || GROUPS[group].states.includes(state)) }];
      }
      return pages.map((page) => page ?? { items: [] });
    },
    [api, group, jobId],
  );
  const first = useLoad(load);
  const [more, setMore] = useState<{ of: unknown; pages: readonly Listing<JobItem>[] }>();
  const [problem, setProblem] = useState<Problem>();
  const reloadRarely = useRarely(first.reload, PAUSE_MS);
  useEffect(reloadRarely, [mark, reloadRarely]);

  const pages = first.state === 'ready' ? first.value : [];
  const further = more?.of === load ? more.pages : [];
  // Only a list of one state goes on beyond its first page; the groups of several are short.
  const next = further.length > 0 ? further.at(-1)?.next : pages.length === 1 ? pages[0]?.next : undefined;
  const showMore = () => {
    const state = group === undefined ? undefined : GROUPS[group].states[0];
    api.jobItems(jobId, state, next ?? undefined).then(
      (page) => setMore({ of: load, pages: [...further, page] }),
      (error: unknown) => setProblem(problemFrom(error)),
    );
  };
  const seen = new Set<string>();
  const listed = [...pages, ...further].flatMap(({ items }) => items);
  return {
    state: first.state,
    problem: first.state === 'failed' ? first.problem : problem,
    items: upToDate(listed, live, group).filter(({ documentId }) => !seen.has(documentId) && seen.add(documentId)),
    more: next ? showMore : undefined,
    reload: first.reload,
  };
}

const NONE: readonly never[] = [];
