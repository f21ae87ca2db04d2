import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { orAbsent } from '../api/problem';
import type { DocumentType } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { plainName } from './describe';

interface DocumentTypes {
  readonly all: readonly DocumentType[];
  label(id: string): string;
}

const NONE: readonly DocumentType[] = [];
const DocumentTypesContext = createContext<DocumentTypes>({ all: NONE, label: plainName });

/** The types that the server tells apart, read once; without them a type shows by its plain name. */
export function DocumentTypesProvider({ children }: { children: ReactNode }) {
  const api = useApi();
  const types = useLoad(useCallback(async (signal) => (await orAbsent(api.documentTypes(signal))) ?? NONE, [api]));
  const all = types.state === 'ready' ? types.value : NONE;
  const value = useMemo(() => {
    const labels = new Map(all.map(({ id, label }) => [id, label] as const));
    return { all, label: (id: string) => labels.get(id) ?? plainName(id) };
  }, [all]);
  return <DocumentTypesContext.Provider value={value}>{children}</DocumentTypesContext.Provider>;
}

export function useDocumentTypes(): DocumentTypes {
  return useContext(DocumentTypesContext);
}
