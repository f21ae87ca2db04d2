import { useCallback, useEffect, useRef } from 'react';
import { useOutletContext } from 'react-router';
import type { ModelList, ModelWork } from '../api/models';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { endedSince, isRunning } from './workModel';

const BUSY_MS = 1_500;
const IDLE_MS = 20_000;
const NO_WORK: readonly ModelWork[] = [];

/** What the pages below OperationsFrame share. */
export interface Operations {
  readonly list: ModelList;
  /** Newest first; of whoever may not order any, none. */
  readonly work: readonly ModelWork[];
  /** Whether the person may change anything. */
  readonly mayAct: boolean;
  readonly reload: () => void;
  /** Tells the person, aloud too, what came of what they did. */
  readonly say: (said: Said) => void;
}

export interface Said {
  readonly title: string;
  readonly detail?: string | undefined;
  readonly variant: 'success' | 'warning' | 'danger' | 'info';
}

/** Only below OperationsFrame. */
export function useOperations(): Operations {
  return useOutletContext<Operations>();
}

/** The models and the work on them: often while something is done, rarely otherwise. */
export function useModels(mayAct: boolean, onEnded: (work: ModelWork) => void) {
  const { models } = useApi();
  const listed = useLoad(useCallback((signal) => models.list(signal), [models]));
  const worked = useLoad(
    useCallback((signal) => (mayAct ? models.work(signal) : Promise.resolve(NO_WORK)), [models, mayAct]),
  );
  const reloadList = listed.reload;
  const reloadWork = worked.reload;
  const reload = useCallback(() => {
    reloadList();
    reloadWork();
  }, [reloadList, reloadWork]);
  const list = useLast(listed.state === 'ready' ? listed.value : undefined);
  const work = useLast(worked.state === 'ready' ? worked.value : undefined) ?? NO_WORK;

  const busy = work.some(isRunning);
  useEvery(reload, IDLE_MS);
  useEvery(reloadWork, busy ? BUSY_MS : undefined);

  const told = useRef(onEnded);
  told.current = onEnded;
  const before = useRef(work);
  useEffect(() => {
    const ended = endedSince(before.current, work);
    before.current = work;
    if (ended.length === 0) return;
    reloadList();
    ended.forEach((each) => told.current(each));
  }, [work, reloadList]);

  return { list, work, problem: listed.state === 'failed' ? listed.problem : undefined, reload };
}

/** While somebody looks at the page; never without a pause. */
function useEvery(call: () => void, pauseMs: number | undefined): void {
  useEffect(() => {
    if (pauseMs === undefined) return;
    const timer = setInterval(() => {
      if (!document.hidden) call();
    }, pauseMs);
    return () => clearInterval(timer);
  }, [call, pauseMs]);
}

/** A server that is away for a moment must not empty the page. */
function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}
