import { useCallback, useEffect, useState } from 'react';
import { problemFrom } from './problem';
import type { Problem } from './types';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'ready'; readonly value: T };

/**
 * Loads a value and loads it again when `load` changes, so `load` must come from useCallback.
 * A reload keeps the old value on the screen until the new one is there.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> & { reload(): void } {
  const [loaded, setLoaded] = useState<{ by: unknown; result: Loaded<T> }>({
    by: load,
    result: { state: 'loading' },
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    load(leaving.signal).then(
      (value) => {
        if (!leaving.signal.aborted) setLoaded({ by: load, result: { state: 'ready', value } });
      },
      (error: unknown) => {
        const problem = problemFrom(error);
        if (problem && !leaving.signal.aborted) setLoaded({ by: load, result: { state: 'failed', problem } });
      },
    );
    return () => leaving.abort();
  }, [load, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  // What another `load` brought belongs to another page.
  const result: Loaded<T> = loaded.by === load ? loaded.result : { state: 'loading' };
  return { ...result, reload };
}
