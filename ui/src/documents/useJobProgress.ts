import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Job } from '../api/types';
import { useApi } from '../signin/SessionContext';

/** Jobs are worked on in order, so the two oldest tell everything; six streams would block the page. */
const AT_ONCE = 2;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/** Follows jobs by their event streams, reconnects when one breaks, and tells when one has ended. */
export function useJobProgress(jobIds: readonly string[], onEnded: () => void): ReadonlyMap<string, Job> {
  const api = useApi();
  const [jobs, setJobs] = useState<ReadonlyMap<string, Job>>(new Map());
  const streams = useRef(new Map<string, AbortController>());
  const ended = useRef(onEnded);
  ended.current = onEnded;
  const wanted = useMemo(() => jobIds.slice(0, AT_ONCE).join(' '), [jobIds]);

  const follow = useCallback(
    async (jobId: string, signal: AbortSignal) => {
      let pause = FIRST_PAUSE_MS;
      while (!signal.aborted) {
        try {
          for await (const job of api.jobEvents(jobId, signal)) {
            pause = FIRST_PAUSE_MS;
            setJobs((before) => new Map(before).set(jobId, job));
            if (job.state !== 'queued' && job.state !== 'running') return;
          }
        } catch {
          // The network or the server went away; the list, read again below, shows problems that last.
        }
        if (signal.aborted) return;
        ended.current();
        await delay(pause, signal);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    },
    [api],
  );

  useEffect(() => {
    const ids = new Set(wanted === '' ? [] : wanted.split(' '));
    for (const [id, stop] of streams.current) {
      if (!ids.has(id)) {
        stop.abort();
        streams.current.delete(id);
      }
    }
    for (const id of ids) {
      if (streams.current.has(id)) continue;
      const stop = new AbortController();
      streams.current.set(id, stop);
      void follow(id, stop.signal).finally(() => {
        if (!stop.signal.aborted) ended.current();
      });
    }
  }, [follow, wanted]);

  useEffect(() => {
    const running = streams.current;
    return () => {
      for (const stop of running.values()) stop.abort();
      running.clear();
    };
  }, []);

  return jobs;
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
