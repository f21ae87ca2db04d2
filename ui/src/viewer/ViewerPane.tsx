import { Bullseye, Button, Spinner, Title } from '@patternfly/react-core';
import AngleDownIcon from '@patternfly/react-icons/dist/esm/icons/angle-down-icon';
import AngleUpIcon from '@patternfly/react-icons/dist/esm/icons/angle-up-icon';
import ExternalLinkAltIcon from '@patternfly/react-icons/dist/esm/icons/external-link-alt-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import { useLoad } from '../api/useLoad';
import { scanLabel } from '../documents/describe';
import { useApi } from '../signin/SessionContext';
import { OpenedDocument } from './OpenedDocument';
import { type Place, toViewer } from './routes';
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
export function ViewerPane({ collectionId, place, onGo, onChanged, onStep, onClose, besides = false }: Props) {
  const api = useApi();
  const { documentId, version } = place;
  const document = useLoad(
    useCallback((signal) => api.document(documentId, version, signal), [api, documentId, version]),
  );
  const name = document.state === 'ready' ? document.value.name : (place.documentName ?? 'Document');
  const pages = document.state === 'ready' ? document.value.pages : undefined;
  const scan = document.state === 'ready' ? scanLabel(document.value) : undefined;
  return (
    <section className="carrel-viewer" aria-label="Document">
      <div className="carrel-pane-head">
        <div className="carrel-viewer-title">
          <Title headingLevel={besides ? 'h2' : 'h1'} size="md">
            {name}
          </Title>
          <span className="carrel-small carrel-muted">
            {document.state === 'ready' && document.value.state !== 'indexed'
              ? `Version ${version}`
              : `Page ${place.page}${pages ? ` of ${pages}` : ''}, version ${version}`}
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
        <OpenedDocument
          key={`${documentId} ${version}`}
          place={place}
          onGo={onGo}
          onChanged={onChanged}
          document={document.value}
          reload={document.reload}
        />
      )}
    </section>
  );
}
