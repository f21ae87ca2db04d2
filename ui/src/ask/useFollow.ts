import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Turn } from './answerModel';

const MARGIN = 24;
/** Closer to the end than this counts as being there. */
const NEAR = 80;

/**
 * Keeps the last answer in sight while it grows: its end, but never at the cost of its question. Whoever scrolls
 * up is left in peace until the next question.
 */
export function useFollow(turns: readonly Turn[]): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const last = turns.at(-1);
  const target = useRef(0);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      following.current = element.scrollTop >= target.current - NEAR;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);
  useLayoutEffect(() => {
    following.current = true;
  }, [last?.id]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const turn = element?.querySelector<HTMLElement>('.carrel-turn:last-of-type');
    if (!element || !turn || !following.current) return;
    const top = turn.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop - MARGIN;
    target.current = Math.min(top, element.scrollHeight - element.clientHeight);
    element.scrollTo({ top: target.current });
  }, [last]);
  return scroller;
}
