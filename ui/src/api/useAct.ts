import { useState } from 'react';
import { problemFrom } from './problem';
import type { Problem } from './types';

interface Options {
  /** For what goes away when the call is done: it stays busy until then, so nobody makes the call twice. */
  readonly once?: boolean;
}

/** One call at a time that changes something, and why it did not. */
export function useAct({ once = false }: Options = {}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const act = <T>(call: () => Promise<T>, done: (result: T) => void) => {
    setBusy(true);
    setProblem(undefined);
    call().then(
      (result) => {
        if (!once) setBusy(false);
        done(result);
      },
      (error: unknown) => {
        setProblem(problemFrom(error));
        setBusy(false);
      },
    );
  };
  return { busy, problem, act, forget: () => setProblem(undefined) };
}
