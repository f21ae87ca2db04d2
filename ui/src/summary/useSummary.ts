import { useCallback, useEffect, useRef, useState } from 'react';
import { problemInEvent } from '../api/client';
import { problemFrom } from '../api/problem';
import type { SummaryWish } from '../api/types';
import { useApi } from '../signin/SessionContext';
import { advance, BEGUN, fail, type Reading, stop } from './summaryModel';

/** One summary at a time of one document. Leaving the page stops it, and the server hears of that. */
export function useSummary(documentId: string) {
  const api = useApi();
  const [reading, setReading] = useState<Reading>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const begin = useCallback(
    (wish: SummaryWish) => {
      running.current?.abort();
      const aborting = new AbortController();
      running.current = aborting;
      setReading(BEGUN);
      const update = (to: (before: Reading) => Reading) => {
        if (running.current === aborting) setReading((before) => before && to(before));
      };
      const read = async () => {
        try {
          for await (const event of api.summary(documentId, wish, aborting.signal)) {
            if (event.type === 'error') throw problemInEvent(event.data);
            update((before) => advance(before, event));
          }
          update((before) => fail(before, { title: 'The summary broke off', detail: 'Begin again.' }));
        } catch (error) {
          const problem = problemFrom(error);
          update((before) => (problem ? fail(before, problem) : stop(before)));
        }
      };
      void read();
    },
    [api, documentId],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setReading((before) => before && stop(before));
  }, []);
  return { reading, begin, cancel };
}
