import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type Api, problemInEvent } from '../api/client';
import { problemFrom } from '../api/problem';
import type { AskEvent, Question } from '../api/types';
import { useApi } from '../signin/SessionContext';
import { advance, begin, fail, isRunning, stop as stopTurn, type Turn } from './answerModel';

interface Conversations {
  turns(collectionId: string): readonly Turn[];
  ask(collectionId: string, question: Question, api: Api): void;
  stop(collectionId: string): void;
  clear(collectionId: string): void;
}

const NONE: readonly Turn[] = [];
const ConversationsContext = createContext<Conversations | null>(null);

/**
 * The conversations of this tab, one a collection. They live in memory alone: a question can be as confidential
 * as the document, so nothing of it is left in the browser's storage.
 */
export function ConversationsProvider({ children }: { children: ReactNode }) {
  const [byCollection, setByCollection] = useState<ReadonlyMap<string, readonly Turn[]>>(new Map());
  const running = useRef(new Map<string, AbortController>());
  const nextId = useRef(1);

  const change = useCallback((collectionId: string, to: (turns: readonly Turn[]) => readonly Turn[]) => {
    setByCollection((all) => new Map(all).set(collectionId, to(all.get(collectionId) ?? NONE)));
  }, []);

  const stop = useCallback(
    (collectionId: string) => {
      running.current.get(collectionId)?.abort();
      running.current.delete(collectionId);
      change(collectionId, (turns) => turns.map(stopTurn));
    },
    [change],
  );

  const ask = useCallback(
    (collectionId: string, question: Question, api: Api) => {
      if (running.current.has(collectionId)) return;
      const aborting = new AbortController();
      running.current.set(collectionId, aborting);
      const id = nextId.current++;
      const update = (to: (turn: Turn) => Turn) =>
        change(collectionId, (turns) => turns.map((turn) => (turn.id === id ? to(turn) : turn)));
      change(collectionId, (turns) => [...turns, begin(id, question)]);
      void read(api.ask(question, aborting.signal), update).finally(() => {
        // After a stop the place may belong to the next question already.
        if (running.current.get(collectionId) === aborting) running.current.delete(collectionId);
      });
    },
    [change],
  );

  const clear = useCallback(
    (collectionId: string) => {
      running.current.get(collectionId)?.abort();
      running.current.delete(collectionId);
      change(collectionId, () => NONE);
    },
    [change],
  );

  useEffect(() => {
    const all = running.current;
    return () => {
      for (const aborting of all.values()) aborting.abort();
    };
  }, []);

  const value = useMemo<Conversations>(
    () => ({ turns: (id) => byCollection.get(id) ?? NONE, ask, stop, clear }),
    [ask, byCollection, clear, stop],
  );
  return <ConversationsContext.Provider value={value}>{children}</ConversationsContext.Provider>;
}

async function read(events: AsyncGenerator<AskEvent>, update: (to: (turn: Turn) => Turn) => void): Promise<void> {
  try {
    for await (const event of events) {
      if (event.type === 'error') throw problemInEvent(event.data);
      update((turn) => advance(turn, event));
    }
    update((turn) => (isRunning(turn) ? fail(turn, { title: 'The answer broke off', detail: 'Ask again.' }) : turn));
  } catch (error) {
    const problem = problemFrom(error);
    update((turn) => (problem ? fail(turn, problem) : stopTurn(turn)));
  }
}

export function useConversation(collectionId: string) {
  const conversations = useContext(ConversationsContext);
  if (!conversations) throw new Error('no conversations around this component');
  // The page's own, which states why a patient's record is open.
  const api = useApi();
  const { ask, clear, stop } = conversations;
  return {
    turns: conversations.turns(collectionId),
    ask: useCallback((question: Question) => ask(collectionId, question, api), [api, ask, collectionId]),
    stop: useCallback(() => stop(collectionId), [collectionId, stop]),
    clear: useCallback(() => clear(collectionId), [clear, collectionId]),
  };
}
