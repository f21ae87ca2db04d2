import { useCallback, useEffect, useMemo, useState } from 'react';
import { orAbsent, problemFrom } from '../api/problem';
import type { Job, JobSummary, Problem } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useJobProgress } from '../documents/useJobProgress';
import { useApi } from '../signin/SessionContext';
import { isRunning } from './ingestModel';

/** New jobs of others, and jobs beyond the two that are followed by their streams. */
const LOOK_MS = 30_000;

/** The jobs, newest first, as their streams know them where they are followed. */
export function useJobs(open: string | undefined) {
  const api = useApi();
  const listed = useLoad(useCallback((signal) => orAbsent(api.jobs(undefined, signal)), [api]));
  const { reload } = listed;
  const [older, setOlder] = useState<{ jobs: readonly JobSummary[]; next: string | null | undefined }>();
  const [problem, setProblem] = useState<Problem>();

  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) reload();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [reload]);

  const first = listed.state === 'ready' ? listed.value : undefined;
  const jobs = useMemo(() => {
    const seen = new Set<string>();
    return [...(first?.items ?? []), ...(older?.jobs ?? [])].filter(({ id }) => !seen.has(id) && seen.add(id));
  }, [first, older]);
  const running = useMemo(() => {
    const ids = jobs.filter(isRunning).map(({ id }) => id);
    // The one that somebody looks at is followed before all others.
    return open !== undefined && ids.includes(open) ? [open, ...ids.filter((id) => id !== open)] : ids;
  }, [jobs, open]);
  const live = useJobProgress(running, reload);

  const next = older ? older.next : first?.next;
  const more = useCallback(() => {
    if (!next) return;
    api.jobs(next).then(
      (page) => setOlder((before) => ({ jobs: [...(before?.jobs ?? []), ...page.items], next: page.next })),
      (error: unknown) => setProblem(problemFrom(error)),
    );
  }, [api, next]);

  return {
    state: listed.state,
    problem: listed.state === 'failed' ? listed.problem : problem,
    /** False for a server that keeps no list of jobs. */
    kept: listed.state !== 'ready' || first !== undefined,
    jobs: jobs.map((job): JobSummary | Job => current(job, live.get(job.id))),
    reload,
    more: next ? more : undefined,
  };
}

/** A stream that was left, for another job, must not hold an older standing against the list. */
function current(listed: JobSummary, live: Job | undefined): JobSummary | Job {
  return live && (isRunning(listed) || !isRunning(live)) ? { ...listed, ...live } : listed;
}
