import { useState } from 'react';
import { problemFrom } from '../api/problem';
import type { Problem } from '../api/types';

/** One call at a time that changes something, and why it did not. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const act = (call: () => Promise<unknown>, done: () => void) => {
    setBusy(true);
    setProblem(undefined);
    call()
      .then(done, (error: unknown) => setProblem(problemFrom(error)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, act, forget: () => setProblem(undefined) };
}
