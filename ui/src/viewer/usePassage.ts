import { useCallback, useEffect, useMemo, useState } from 'react';
import { orAbsent } from '../api/problem';
import type { Boxes, DocumentText, PageSize } from '../api/types';
import { type Loaded, useLoad } from '../api/useLoad';
import { isDoubtful } from '../documents/describe';
import { useApi } from '../signin/SessionContext';
import { ordinalOf } from './match';
import type { Finding } from './PdfPage';
import { type Positions, positionsOf } from './positions';
import type { Place } from './routes';
import { pageStart, pageText } from './textPages';

const UNMATCHED = 'The quote could not be matched on this page, so nothing is highlighted.';

interface Passage {
  /** The words to look for on the drawn page; undefined where positions say where they stand, or may yet. */
  readonly quote: string | undefined;
  /** Which of several equal quotes on the page; undefined until it matters. */
  readonly ordinal: number | undefined;
  /** Where the words stand, by page. */
  readonly positions: Positions | undefined;
  /** The sizes that the extraction knew of the pages with positions. */
  readonly pages: readonly PageSize[];
  readonly range: Place['range'];
  readonly text: Loaded<DocumentText>;
  readonly notes: readonly string[];
  onFinding(finding: Finding): void;
}

const NO_BOXES: Boxes = { boxes: [], pages: [] };

/**
 * The passage to highlight: where the extraction says its words stand or, for a page whose words have no places,
 * where the viewer finds them. The text is fetched only where it is needed: to show it, to learn the words that an
 * address names by offsets, or to tell apart equal words on one page. Each reading of it is recorded.
 */
export function usePassage(place: Place, showsText: boolean): Passage {
  const api = useApi();
  const { documentId, version, quote: given, range } = place;
  // A finding belongs to its place: another one starts without.
  const [last, setLast] = useState<{ place: Place; finding: Finding }>();
  const finding = last?.place === place ? last.finding : undefined;
  const [ambiguous, setAmbiguous] = useState<Place>();
  const found = useBoxes(place);
  const boxes = found.state === 'ready' ? found.value : undefined;
  const placed = useMemo(() => boxes && positionsOf(boxes), [boxes]);
  const named = range !== undefined && given === undefined;
  const needed = showsText || (found.state !== 'loading' && !placed && (named || ambiguous === place));
  const [wanted, setWanted] = useState(needed);
  useEffect(() => setWanted((before) => before || needed), [needed]);
  const text = useLoad(
    useCallback(
      (signal) => (wanted ? api.text(documentId, version, signal) : new Promise<DocumentText>(() => undefined)),
      [api, documentId, version, wanted],
    ),
  );
  const known = text.state === 'ready' ? text.value : undefined;
  const words = range && known?.text.slice(range.start, range.end);
  const quote = given ?? (words || undefined);
  const agrees = range !== undefined && words !== undefined && words !== '' && (given === undefined || given === words);
  // Places hold for the words at the offsets; a quote of other words has none.
  const positions = known && !agrees ? undefined : placed;
  const ordinal =
    ambiguous === place && known && range && quote
      ? ordinalOf(pageText(known, range.start), range.start - pageStart(known, range.start), quote)
      : undefined;

  const onFinding = useCallback(
    (result: Finding) => {
      setLast({ place, finding: result });
      if (result.kind === 'ambiguous') setAmbiguous(place);
    },
    [place],
  );
  const missing = finding?.kind === 'missing' || (range !== undefined && known !== undefined && !agrees);
  const notes = [
    ...(missing ? [UNMATCHED] : []),
    ...(boxes && isDoubtful(boxes.meanConfidence) ? [doubt(boxes.meanConfidence as number)] : []),
  ];
  return {
    quote: found.state === 'loading' || positions ? undefined : quote,
    ordinal,
    positions,
    pages: boxes?.pages ?? NO_BOXES.pages,
    range: agrees ? range : undefined,
    text,
    notes,
    onFinding,
  };
}

function doubt(confidence: number): string {
  return `These words were read from a scan, ${Math.round(confidence)}% sure. Compare them with the page.`;
}

/** Where the words of the place stand; no boxes when the server knows none, or has no such call. */
function useBoxes({ documentId, version, range }: Place): Loaded<Boxes> {
  const api = useApi();
  const start = range?.start;
  const end = range?.end;
  return useLoad(
    useCallback(
      async (signal) => {
        if (start === undefined || end === undefined) return NO_BOXES;
        return (await orAbsent(api.boxes(documentId, version, start, end, signal))) ?? NO_BOXES;
      },
      [api, documentId, end, start, version],
    ),
  );
}
