import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Api } from '../api/client';
import type { Me } from '../api/types';
import type { Session, SessionState } from './session';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('no session around this component');
  return session;
}

export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.snapshot);
}

/** The calls as a part of the page makes them, where they differ from the session's. */
export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const session = useSession();
  return useContext(ApiContext) ?? session.api;
}

/** Only below SignInGate, which draws nothing else while nobody is signed in. */
export function useMe(): Me {
  const state = useSessionState();
  if (state.kind !== 'signedIn') return { subject: '', name: '', roles: [] };
  return state.me;
}
