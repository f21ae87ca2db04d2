import { useCallback, useEffect, useRef } from 'react';

/** Calls at once, and then at most once in a while: the last wish within the pause is granted at its end. */
export function useRarely(call: () => void, pauseMs: number): () => void {
  const current = useRef(call);
  current.current = call;
  const pause = useRef(pauseMs);
  pause.current = pauseMs;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wished = useRef(false);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    const grant = () => {
      wished.current = false;
      current.current();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (wished.current) grant();
      }, pause.current);
    };
    wished.current = true;
    if (timer.current === undefined) grant();
  }, []);
}
