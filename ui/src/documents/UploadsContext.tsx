import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { useApi } from '../signin/SessionContext';
import { meant } from './sourceModel';
import { Uploads } from './uploads';

const UploadsContext = createContext<Uploads | null>(null);

/** Above the pages, so that a folder goes on being sent while somebody looks at another one. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const api = useApi();
  const [uploads, setUploads] = useState<Uploads>();
  useEffect(() => {
    const opened = new Uploads(api);
    const warn = (event: BeforeUnloadEvent) => {
      if (opened.snapshot().sendings.some(({ state }) => state !== 'failed')) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    setUploads(opened);
    return () => {
      window.removeEventListener('beforeunload', warn);
      opened.leave();
    };
  }, [api]);
  return uploads && <UploadsContext.Provider value={uploads}>{children}</UploadsContext.Provider>;
}

export function useUploads(collectionId: string) {
  const uploads = useContext(UploadsContext);
  if (!uploads) throw new Error('no uploads around this component');
  const { sendings, taken, known } = useSyncExternalStore(uploads.subscribe, uploads.snapshot);
  return {
    sendings: useMemo(() => sendings.filter((one) => one.collectionId === collectionId), [collectionId, sendings]),
    taken: taken.get(collectionId) ?? 0,
    known: known.get(collectionId) ?? 0,
    told: useCallback(() => uploads.told(collectionId), [collectionId, uploads]),
    add: useCallback((files: readonly File[]) => uploads.add(collectionId, meant(files)), [collectionId, uploads]),
    retry: useCallback((key: number) => uploads.retry(key), [uploads]),
    drop: useCallback((key: number) => uploads.drop(key), [uploads]),
  };
}
