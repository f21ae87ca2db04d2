import { createContext, type ReactNode, useCallback, useContext } from 'react';
import { type Loaded, useLoad } from '../api/useLoad';
import type { Collection } from '../api/types';
import { useApi, useMe } from '../signin/SessionContext';
import { isReader } from './routes';

type Collections = Loaded<readonly Collection[]> & { reload(): void };

const CollectionsContext = createContext<Collections>({ state: 'loading', reload: () => undefined });

/** The list is read once for the switcher and the page, and again when either changes it. */
export function CollectionsProvider({ children }: { children: ReactNode }) {
  const api = useApi();
  const { roles } = useMe();
  const reads = isReader(roles);
  const collections = useLoad(
    useCallback((signal) => (reads ? api.collections(signal) : Promise.resolve([])), [api, reads]),
  );
  return <CollectionsContext.Provider value={collections}>{children}</CollectionsContext.Provider>;
}

export function useCollections(): Collections {
  return useContext(CollectionsContext);
}
