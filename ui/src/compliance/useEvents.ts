import { useCallback, useMemo, useState } from 'react';
import { problemFrom } from '../api/problem';
import type { AuditEvent, Problem } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { type EventFilter, parametersOf } from './eventFilter';

const PAGE = 100;

interface Older {
  readonly of: string;
  readonly events: readonly AuditEvent[];
  readonly next: string | null | undefined;
}

/** The entries that match, page by page. Each page that is read is itself recorded, so none is read unasked. */
export function useEvents(filter: EventFilter) {
  const api = useApi();
  const asked = JSON.stringify({ ...parametersOf(filter), limit: PAGE });
  const listed = useLoad(
    useCallback((signal) => api.auditEvents(JSON.parse(asked) as Record<string, string>, signal), [api, asked]),
  );
  const [kept, setKept] = useState<Older>();
  const [problem, setProblem] = useState<Problem>();
  const older = kept?.of === asked ? kept : undefined;
  const first = listed.state === 'ready' ? listed.value : undefined;
  const events = useMemo(() => [...(first?.items ?? []), ...(older?.events ?? [])], [first, older]);
  const next = older ? older.next : first?.next;
  const more = useCallback(() => {
    if (!next) return;
    setProblem(undefined);
    api.auditEvents({ ...(JSON.parse(asked) as Record<string, string>), cursor: next }).then(
      (page) =>
        setKept((before) => ({
          of: asked,
          events: [...(before?.of === asked ? before.events : []), ...page.items],
          next: page.next,
        })),
      (error: unknown) => setProblem(problemFrom(error)),
    );
  }, [api, asked, next]);
  return {
    state: listed.state,
    problem: listed.state === 'failed' ? listed.problem : problem,
    events,
    reload: listed.reload,
    more: next ? more : undefined,
  };
}
