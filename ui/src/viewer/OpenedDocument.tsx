import { Alert, AlertActionLink } from '@patternfly/react-core';
import { useCallback, useEffect, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { problemFrom } from '../api/problem';
import type { Document, Problem, Span } from '../api/types';
import { DetailsView } from '../details/DetailsView';
import { reasonLabel, remedyFor, standingLine } from '../documents/reasons';
import { UnlockDialog } from '../documents/UnlockDialog';
import { useApi } from '../signin/SessionContext';
import { PdfView } from './PdfView';
import { PictureView } from './PictureView';
import { drawingOf, type Mode, modesOf, undrawnNote, versionNote } from './presentation';
import { type Place, placeOf } from './routes';
import { SummaryView } from '../summary/SummaryView';
import { TextView } from './TextView';
import { pageNumber } from './textPages';
import { usePassage } from './usePassage';
import { useWhile } from './useWhile';
import { ViewerModes, ZOOMS } from './ViewerModes';

interface Props {
  readonly place: Place;
  readonly onGo: (place: Place) => void;
  readonly onChanged: (() => void) | undefined;
  readonly document: Document;
  readonly reload: () => void;
}

/** One version of a document: its page, its words or what is known of it, and what a reader should know first. */
export function OpenedDocument({ place, onGo, onChanged, document, reload }: Props) {
  const api = useApi();
  const { documentId, version } = place;
  const drawing = drawingOf(document.mediaType);
  const readable = document.state === 'indexed';
  const modes = modesOf(document);
  const [chosen, setChosen] = useState<Mode>();
  const mode = chosen && modes.includes(chosen) ? chosen : modes[0];
  // A passage that was asked for is not to be hidden behind the details.
  useEffect(() => setChosen(undefined), [place]);
  const [seen, setSeen] = useState(mode === 'page');
  useEffect(() => setSeen((before) => before || mode === 'page'), [mode]);
  const [summarised, setSummarised] = useState(false);
  useEffect(() => setSummarised((before) => before || mode === 'summary'), [mode]);
  const [unlocking, setUnlocking] = useState(false);
  const [tried, setTried] = useState(false);
  useWhile(document.state === 'processing', reload);
  const [zoom, setZoom] = useState(ZOOMS.indexOf(1));
  const passage = usePassage(place, readable && mode === 'text');
  const [unplaced, setUnplaced] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const onPage = mode === 'page' || mode === 'text';
  const note = versionNote(document);
  const notes = [
    ...(mode === 'text' ? [undrawnNote(document.mediaType)] : []),
    ...(onPage ? passage.notes : []),
    ...(mode === 'page' && unplaced && passage.positions
      ? ['The picture is turned, so the passage could not be marked in it.']
      : []),
  ].filter((line) => line !== '');
  const changed = () => {
    reload();
    onChanged?.();
  };
  const onUnplaced = useCallback(() => setUnplaced(true), []);

  const goToText = ({ version: of, start, end }: Span) => {
    const range = { start, end };
    api.text(documentId, of).then(
      (text) =>
        onGo({ documentId, documentName: document.name, version: of, page: pageNumber(text, range.start), range }),
      (error: unknown) => setProblem(problemFrom(error)),
    );
  };

  return (
    <>
      <ViewerModes
        modes={modes}
        mode={mode}
        onMode={setChosen}
        zoom={mode === 'page' ? zoom : undefined}
        onZoom={setZoom}
      />
      {note && (
        <Alert
          isInline
          isPlain
          variant="warning"
          component="p"
          title={note}
          actionLinks={
            <AlertActionLink
              onClick={() =>
                onGo({ documentId, documentName: document.name, version: document.latestVersion ?? version, page: 1 })
              }
            >
              Show version {document.latestVersion}
            </AlertActionLink>
          }
        />
      )}
      {document.state === 'quarantined' && (
        <Alert
          isInline
          variant="warning"
          component="p"
          title={reasonLabel(document.reason ?? 'INTERNAL')}
          actionLinks={
            remedyFor(document.reason) === 'unlock' && (
              <AlertActionLink onClick={() => setUnlocking(true)}>Unlock</AlertActionLink>
            )
          }
        >
          <p>{standingLine(document.detail, document.reason, tried)}</p>
        </Alert>
      )}
      {document.state === 'processing' && (
        <Alert isInline isPlain variant="info" component="p" title="This version is being read." />
      )}
      {unlocking && (
        <UnlockDialog
          documentId={documentId}
          version={version}
          name={document.name}
          onClose={() => setUnlocking(false)}
          onUnlocked={() => {
            setUnlocking(false);
            setTried(true);
            changed();
          }}
        />
      )}
      {problem && <ProblemAlert problem={problem} onClose={() => setProblem(undefined)} />}
      <div className="carrel-viewer-note" role="status">
        {notes.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {place.path && onPage && <p className="carrel-viewer-path carrel-small">{place.path}</p>}
      {mode === 'details' && <DetailsView document={document} onGo={onGo} onText={goToText} onChanged={changed} />}
      {(summarised || mode === 'summary') && (
        // Hidden rather than taken away: a look at the cited page does not stop or lose it.
        <div className="carrel-viewer-body" hidden={mode !== 'summary'}>
          <SummaryView document={document} version={version} onCite={(citation) => onGo(placeOf(citation))} />
        </div>
      )}
      {mode === 'text' && <TextView text={passage.text} page={place.page} range={passage.range} />}
      {(seen || mode === 'page') && (
        // Hidden rather than taken away: bringing it back would fetch, and record, the original again.
        <div className="carrel-viewer-body" hidden={mode !== 'page'}>
          {drawing === 'pdf' && (
            <PdfView
              documentId={documentId}
              version={version}
              page={place.page}
              quote={passage.quote}
              ordinal={passage.ordinal}
              positions={passage.positions}
              zoom={ZOOMS[zoom] ?? 1}
              onFinding={passage.onFinding}
            />
          )}
          {drawing === 'picture' && (
            <PictureView
              documentId={documentId}
              version={version}
              name={document.name}
              mediaType={document.mediaType ?? ''}
              pages={passage.pages}
              positions={passage.positions}
              zoom={ZOOMS[zoom] ?? 1}
              onUnplaced={onUnplaced}
            />
          )}
        </div>
      )}
    </>
  );
}
