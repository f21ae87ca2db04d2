import { useCallback, useEffect, useRef, useState } from 'react';
import { problemFrom } from '../api/problem';
import { useApi } from '../signin/SessionContext';
import type { Sending } from './sourceModel';

/** A browser holds six connections to a server; two leave room for questions and progress. */
const AT_ONCE = 2;

interface Waiting {
  readonly key: number;
  readonly file: File;
}

/** Sends files two at a time and says how far each is. A file that was taken leaves the list. */
export function useUploads(collectionId: string, onTaken: () => void) {
  const api = useApi();
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const queue = useRef<Waiting[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const nextKey = useRef(0);
  const taken = useRef(onTaken);
  taken.current = onTaken;

  const change = useCallback((key: number, to: Partial<Sending>) => {
    setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...to } : one)));
  }, []);
  const remove = useCallback((key: number) => {
    setSendings((all) => all.filter((one) => one.key !== key));
  }, []);

  const pump = useCallback(() => {
    while (stops.current.size < AT_ONCE) {
      const waiting = queue.current.shift();
      if (!waiting) return;
      const { key, file } = waiting;
      const stop = new AbortController();
      stops.current.set(key, stop);
      change(key, { state: 'sending' });
      api
        .upload(collectionId, file, (sent) => change(key, { sent }), stop.signal)
        .then(
          () => {
            remove(key);
            taken.current();
          },
          (error: unknown) => {
            const problem = problemFrom(error);
            if (problem) change(key, { state: 'failed', problem });
            else remove(key);
          },
        )
        .finally(() => {
          stops.current.delete(key);
          pump();
        });
    }
  }, [api, change, collectionId, remove]);

  const add = useCallback(
    (files: readonly File[]) => {
      const waiting = files.map((file) => ({ key: nextKey.current++, file }));
      queue.current.push(...waiting);
      setSendings((all) => [
        ...all,
        ...waiting.map(({ key, file }): Sending => ({ key, name: file.name, state: 'waiting', sent: 0 })),
      ]);
      pump();
    },
    [pump],
  );

  const drop = useCallback(
    (key: number) => {
      queue.current = queue.current.filter((waiting) => waiting.key !== key);
      stops.current.get(key)?.abort();
      remove(key);
    },
    [remove],
  );

  useEffect(() => {
    const running = stops.current;
    return () => {
      queue.current = [];
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  return { sendings, add, drop };
}
