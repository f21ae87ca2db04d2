import { useEffect, useRef } from 'react';

const LOOK_MS = 10_000;

/** Calls again and again while something is under way and the page is looked at. */
export function useWhile(underWay: boolean, call: () => void): void {
  const current = useRef(call);
  current.current = call;
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => {
      if (!document.hidden) current.current();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [underWay]);
}
