import { Alert, AlertActionLink, Bullseye, Button, Spinner, Title } from '@patternfly/react-core';
import AngleDownIcon from '@patternfly/react-icons/dist/esm/icons/angle-down-icon';
import AngleUpIcon from '@patternfly/react-icons/dist/esm/icons/angle-up-icon';
import ExternalLinkAltIcon from '@patternfly/react-icons/dist/esm/icons/external-link-alt-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useCallback, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import { problemFrom } from '../api/problem';
import type { Document, Problem } from '../api/types';
import { useLoad } from '../api/useLoad';
import { DetailsView } from '../details/DetailsView';
import { scanLabel } from '../documents/describe';
import { adviceFor, reasonLabel } from '../documents/reasons';
import { useApi } from '../signin/SessionContext';
import { PdfView } from './PdfView';
import { PictureView } from './PictureView';
import { drawingOf, undrawnNote, versionNote } from './presentation';
import { type Place, toViewer } from './routes';
import { TextView } from './TextView';
import { pageNumber } from './textPages';
import { usePassage } from './usePassage';
import { type Mode, ViewerModes, ZOOMS } from './ViewerModes';
import './textLayer.css';
import './viewer.css';

interface Props {
  readonly collectionId: string;
  readonly place: Place;
  /** Shows another place: a version, a line's text, an attachment. */
  readonly onGo: (place: Place) => void;
  /** After something that the list of documents should show. */
  readonly onChanged?: (() => void) | undefined;
  readonly onStep?: ((step: 1 | -1) => void) | undefined;
  readonly onClose?: (() => void) | undefined;
  /** Beside the conversation, where a link leads to the page that shows only the document. */
  readonly besides?: boolean;
}

/** A document at a page, with the passage highlighted where its exact words can be found there. */
export function ViewerPane(props: Props) {
  const { collectionId, place, onStep, onClose, besides = false } = props;
  const api = useApi();
  const { documentId, version } = place;
  const document = useLoad(
    useCallback((signal) => api.document(documentId, version, signal), [api, documentId, version]),
  );
  const name = document.state === 'ready' ? document.value.name : (place.documentName ?? 'Document');
  const scan = document.state === 'ready' ? scanLabel(document.value) : undefined;
  return (
    <section className="carrel-viewer" aria-label="Document">
      <div className="carrel-pane-head">
        <div className="carrel-viewer-title">
          <Title headingLevel={besides ? 'h2' : 'h1'} size="md">
            {name}
          </Title>
          <span className="carrel-small carrel-muted">
            Page {place.page}
            {document.state === 'ready' && document.value.pages ? ` of ${document.value.pages}` : ''}, version{' '}
            {place.version}
            {scan && `. ${scan}`}
          </span>
        </div>
        {onStep && (
          <>
            <Button
              variant="plain"
              aria-label="Previous citation (K)"
              icon={<AngleUpIcon />}
              onClick={() => onStep(-1)}
            />
            <Button variant="plain" aria-label="Next citation (J)" icon={<AngleDownIcon />} onClick={() => onStep(1)} />
          </>
        )}
        {besides && (
          <Link
            className="pf-v6-c-button pf-m-plain"
            aria-label="Show the document alone"
            to={toViewer(collectionId, place)}
          >
            <ExternalLinkAltIcon />
          </Link>
        )}
        {onClose && (
          <Button variant="plain" aria-label="Close the document (Escape)" icon={<TimesIcon />} onClick={onClose} />
        )}
      </div>
      {document.state === 'failed' && <ProblemAlert problem={document.problem} onRetry={document.reload} />}
      {document.state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the document" />
        </Bullseye>
      )}
      {document.state === 'ready' && (
        <Opened {...props} document={document.value} reload={document.reload} key={`${documentId} ${version}`} />
      )}
    </section>
  );
}

interface OpenedProps extends Props {
  readonly document: Document;
  readonly reload: () => void;
}

function Opened({ place, onGo, onChanged, document, reload }: OpenedProps) {
  const api = useApi();
  const { documentId, version } = place;
  const drawing = drawingOf(document.mediaType);
  const readable = document.state === 'indexed';
  const usual: Mode = !readable ? 'details' : drawing === 'none' ? 'text' : 'page';
  const [mode, setMode] = useState(usual);
  // A passage that was asked for is not to be hidden behind the details.
  useEffect(() => setMode(usual), [place, usual]);
  const [zoom, setZoom] = useState(ZOOMS.indexOf(1));
  const passage = usePassage(place, readable && mode === 'text');
  const [unplaced, setUnplaced] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const note = versionNote(document);
  const notes = [
    ...(mode === 'text' ? [undrawnNote(document.mediaType)] : []),
    ...(mode === 'details' ? [] : passage.notes),
    ...(mode === 'page' && unplaced ? ['The picture is turned, so the passage could not be marked in it.'] : []),
  ].filter((line) => line !== '');
  const onUnplaced = useCallback(() => setUnplaced(true), []);

  const goToText = (range: { readonly start: number; readonly end: number }, of: number) => {
    api.text(documentId, of).then(
      (text) =>
        onGo({ documentId, documentName: document.name, version: of, page: pageNumber(text, range.start), range }),
      (error: unknown) => setProblem(problemFrom(error)),
    );
  };

  return (
    <>
      <ViewerModes
        modes={[
          ...(readable && drawing !== 'none' ? ['page' as const] : []),
          ...(readable ? ['text' as const] : []),
          'details',
        ]}
        mode={mode}
        onMode={setMode}
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
        <Alert isInline variant="warning" component="p" title={reasonLabel(document.reason ?? 'INTERNAL')}>
          <p>{[document.detail, adviceFor(document.reason)].filter(Boolean).join(' ')}</p>
        </Alert>
      )}
      {problem && <ProblemAlert problem={problem} onClose={() => setProblem(undefined)} />}
      <div className="carrel-viewer-note" role="status">
        {notes.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {place.path && mode !== 'details' && <p className="carrel-viewer-path carrel-small">{place.path}</p>}
      {mode === 'details' && (
        <DetailsView
          document={document}
          onGo={onGo}
          onText={goToText}
          onChanged={() => {
            reload();
            onChanged?.();
          }}
        />
      )}
      {mode === 'text' && <TextView text={passage.text} page={place.page} range={passage.range} />}
      {mode === 'page' && drawing === 'pdf' && (
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
      {mode === 'page' && drawing === 'picture' && (
        <PictureView
          documentId={documentId}
          version={version}
          name={document.name}
          mediaType={document.mediaType ?? ''}
          text={passage.text}
          positions={passage.positions}
          zoom={ZOOMS[zoom] ?? 1}
          onUnplaced={onUnplaced}
        />
      )}
    </>
  );
}
