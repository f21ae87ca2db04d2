import { Alert, Bullseye, Button, Spinner, Title } from '@patternfly/react-core';
import AngleDownIcon from '@patternfly/react-icons/dist/esm/icons/angle-down-icon';
import AngleUpIcon from '@patternfly/react-icons/dist/esm/icons/angle-up-icon';
import ExternalLinkAltIcon from '@patternfly/react-icons/dist/esm/icons/external-link-alt-icon';
import SearchMinusIcon from '@patternfly/react-icons/dist/esm/icons/search-minus-icon';
import SearchPlusIcon from '@patternfly/react-icons/dist/esm/icons/search-plus-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useCallback, useState } from 'react';
import { Link } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { PdfView } from './PdfView';
import { type Place, toViewer } from './routes';
import { TextView } from './TextView';
import { usePassage } from './usePassage';
import './textLayer.css';
import './viewer.css';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

interface Props {
  readonly collectionId: string;
  readonly place: Place;
  readonly onStep?: ((step: 1 | -1) => void) | undefined;
  readonly onClose?: (() => void) | undefined;
  /** Beside the conversation, where a link leads to the page that shows only the document. */
  readonly besides?: boolean;
}

/** A document at a page, with the passage highlighted where its exact words can be found there. */
export function ViewerPane({ collectionId, place, onStep, onClose, besides = false }: Props) {
  const api = useApi();
  const { documentId } = place;
  const document = useLoad(useCallback((signal) => api.document(documentId, signal), [api, documentId]));
  const isPdf = document.state === 'ready' && (document.value.mediaType ?? '').startsWith('application/pdf');
  const passage = usePassage(place, document.state === 'ready' && !isPdf);
  const [zoom, setZoom] = useState(ZOOMS.indexOf(1));
  const name = document.state === 'ready' ? document.value.name : (place.documentName ?? 'Document');

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
        {isPdf && (
          <>
            <Button
              variant="plain"
              aria-label="Smaller"
              icon={<SearchMinusIcon />}
              isDisabled={zoom === 0}
              onClick={() => setZoom(zoom - 1)}
            />
            <Button
              variant="plain"
              aria-label="Larger"
              icon={<SearchPlusIcon />}
              isDisabled={zoom === ZOOMS.length - 1}
              onClick={() => setZoom(zoom + 1)}
            />
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
        <>
          {document.value.version !== place.version && (
            <Alert
              isInline
              isPlain
              variant="warning"
              title={`This is version ${document.value.version}; the passage was cited from version ${place.version}.`}
            />
          )}
          <div className="carrel-viewer-note" role="status">
            {passage.note}
          </div>
          {isPdf ? (
            <PdfView
              documentId={documentId}
              page={place.page}
              quote={passage.quote}
              ordinal={passage.ordinal}
              zoom={ZOOMS[zoom] ?? 1}
              onFinding={passage.onFinding}
            />
          ) : (
            <TextView text={passage.text} page={place.page} range={passage.range} />
          )}
        </>
      )}
    </section>
  );
}
