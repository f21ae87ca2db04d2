import { useCallback, useEffect, useState } from 'react';
import type { DocumentText } from '../api/types';
import { type Loaded, useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { ordinalOf } from './match';
import type { Finding } from './PdfPage';
import type { Place } from './routes';
import { pageStart, pageText } from './textPages';

const UNMATCHED = 'The quote could not be matched on this page, so nothing is highlighted.';

interface Passage {
  readonly quote: string | undefined;
  /** Which of several equal quotes on the page; undefined until it matters. */
  readonly ordinal: number | undefined;
  readonly range: Place['range'];
  readonly text: Loaded<DocumentText>;
  readonly note: string;
  onFinding(finding: Finding): void;
}

/**
 * The words to highlight. The text is fetched only where it is needed: to show it, to learn the words that an
 * address names by offsets, or to tell apart equal words on one page. Each reading of it is recorded.
 */
export function usePassage(place: Place, showsText: boolean): Passage {
  const api = useApi();
  const { documentId, quote: given, range } = place;
  // A finding belongs to its place: another one starts without.
  const [last, setLast] = useState<{ place: Place; finding: Finding }>();
  const finding = last?.place === place ? last.finding : undefined;
  const [ambiguous, setAmbiguous] = useState<Place>();
  const needed = showsText || (range !== undefined && (given === undefined || ambiguous === place));
  const [wanted, setWanted] = useState(needed);
  useEffect(() => setWanted((before) => before || needed), [needed]);
  const text = useLoad(
    useCallback(
      (signal) => (wanted ? api.text(documentId, signal) : new Promise<DocumentText>(() => undefined)),
      [api, documentId, wanted],
    ),
  );
  const known = text.state === 'ready' ? text.value : undefined;
  const named = range && known?.text.slice(range.start, range.end);
  const quote = given ?? (named || undefined);
  const agrees = range !== undefined && named !== undefined && named !== '' && (given === undefined || given === named);
  const ordinal =
    ambiguous === place && known && range && quote
      ? ordinalOf(pageText(known, range.start), range.start - pageStart(known, range.start), quote)
      : undefined;

  const onFinding = useCallback(
    (found: Finding) => {
      setLast({ place, finding: found });
      if (found.kind === 'ambiguous') setAmbiguous(place);
    },
    [place],
  );
  const missing = finding?.kind === 'missing' || (range !== undefined && known !== undefined && !agrees);
  return {
    quote,
    ordinal,
    range: agrees ? range : undefined,
    text,
    note: missing ? UNMATCHED : '',
    onFinding,
  };
}
