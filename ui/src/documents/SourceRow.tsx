import { Button, Checkbox, Label, Spinner } from '@patternfly/react-core';
import AngleDownIcon from '@patternfly/react-icons/dist/esm/icons/angle-down-icon';
import AngleRightIcon from '@patternfly/react-icons/dist/esm/icons/angle-right-icon';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import { useState } from 'react';
import { byteSize, isDoubtful, plainDate, scanLabel, stageLabel, STATE_LABELS } from './describe';
import { useDocumentTypes } from './DocumentTypesContext';
import { mayRetry, reasonLabel, remedyFor, standingLine } from './reasons';
import { canAnswer, isBusy, type Source, type SourceTree } from './sourceModel';

/** More than these are folded away at first. */
const SHOWN_ATTACHMENTS = 5;

export interface SourceActions {
  readonly onCheck: (source: Source, checked: boolean) => void;
  readonly onOpen: (source: Source) => void;
  /** Opens another document of the same collection, by its id. */
  readonly onOpenOther: (documentId: string) => void;
  readonly onCancel: (source: Source) => void;
  readonly onRetry: (source: Source) => void;
  readonly onUnlock: (source: Source) => void;
  /** Those for which a password was given here. */
  readonly tried: ReadonlySet<string>;
}

interface Props {
  readonly tree: SourceTree;
  readonly unchecked: ReadonlySet<string>;
  readonly actions: SourceActions;
}

/** A document and, below it, what was found in it. */
export function SourceRow({ tree, unchecked, actions }: Props) {
  const { source, attachments } = tree;
  const { document, state } = source;
  const [open, setOpen] = useState(attachments.length <= SHOWN_ATTACHMENTS);
  const count = attachments.length === 1 ? '1 attachment' : `${attachments.length} attachments`;
  return (
    <li className="carrel-source" data-document={document.name} data-state={state}>
      <div className="carrel-source-line">
        <Checkbox
          id={`check-${document.id}`}
          aria-label={`Ask ${document.name}`}
          isChecked={canAnswer(source) && !unchecked.has(document.id)}
          isDisabled={!canAnswer(source)}
          onChange={(_, on) => actions.onCheck(source, on)}
        />
        {isBusy(state) && !canAnswer(source) ? (
          <span className="carrel-source-name">{document.name}</span>
        ) : (
          <Button variant="link" isInline className="carrel-source-name" onClick={() => actions.onOpen(source)}>
            {document.name}
          </Button>
        )}
      </div>
      <div className="carrel-source-body">
        <Facts source={source} />
        <Standing source={source} actions={actions} />
        <Marks source={source} actions={actions} />
      </div>
      {attachments.length > 0 && (
        <div className="carrel-attachments">
          <Button
            variant="link"
            isInline
            size="sm"
            icon={open ? <AngleDownIcon /> : <AngleRightIcon />}
            aria-expanded={open}
            aria-label={`${count} of ${document.name}`}
            onClick={() => setOpen(!open)}
          >
            {count}
          </Button>
          {open && (
            <ul className="carrel-source-list">
              {attachments.map((attachment) => (
                <SourceRow
                  key={attachment.source.document.id}
                  tree={attachment}
                  unchecked={unchecked}
                  actions={actions}
                />
              ))}
            </ul>
          )}
        </div>
      )}
    </li>
  );
}

function Facts({ source: { document, state } }: { source: Source }) {
  const { label } = useDocumentTypes();
  if (state !== 'indexed') return null;
  const size = byteSize(document.size);
  const facts = [
    document.type ? label(document.type) : undefined,
    document.date ? plainDate(document.date) : undefined,
    document.pages ? `${document.pages} ${document.pages === 1 ? 'page' : 'pages'}, ${size}` : size,
  ];
  return <span className="carrel-small carrel-muted">{facts.filter(Boolean).join(' · ')}</span>;
}

/** How far it is, or why it is no farther, and what to do about that. */
function Standing({ source, actions }: { source: Source; actions: SourceActions }) {
  const { document, state, reason } = source;
  const stopped = state === 'quarantined' || state === 'cancelled';
  return (
    <>
      <div className="carrel-source-state" aria-live="polite">
        {isBusy(state) && (
          <>
            <Spinner size="sm" aria-hidden="true" />
            <span className="carrel-small">{stageLabel(state, source.stage)}</span>
          </>
        )}
        {stopped && (
          <Label isCompact color={state === 'quarantined' ? 'orange' : 'grey'}>
            {reason && state === 'quarantined' ? reasonLabel(reason) : STATE_LABELS[state]}
          </Label>
        )}
        {isBusy(state) && source.jobId && (
          <Button
            variant="link"
            isInline
            size="sm"
            onClick={() => actions.onCancel(source)}
            aria-label={`Cancel ${document.name}`}
          >
            Cancel
          </Button>
        )}
        {stopped && remedyFor(reason) === 'unlock' && (
          <Button
            variant="link"
            isInline
            size="sm"
            onClick={() => actions.onUnlock(source)}
            aria-label={`Unlock ${document.name}`}
          >
            Unlock
          </Button>
        )}
        {stopped && source.jobId && (state === 'cancelled' || mayRetry(reason)) && (
          <Button
            variant="link"
            isInline
            size="sm"
            onClick={() => actions.onRetry(source)}
            aria-label={`Try again: ${document.name}`}
          >
            Try again
          </Button>
        )}
      </div>
      {state === 'quarantined' && (
        <p className="carrel-small carrel-muted">
          {standingLine(source.detail, reason, actions.tried.has(document.id))}
          {typeof document.searchableVersion === 'number' &&
            ` Version ${document.searchableVersion} answers until then.`}
        </p>
      )}
    </>
  );
}

/** What a reader should know before trusting it. */
function Marks({ source: { document, state }, actions }: { source: Source; actions: SourceActions }) {
  const scan = state === 'indexed' ? scanLabel(document) : undefined;
  const similar = document.similar?.[0];
  return (
    <>
      {(document.restricted || document.version > 1 || scan) && (
        <div className="carrel-source-state">
          {document.restricted && (
            <Label isCompact icon={<LockIcon />} title="Only some of those who read the collection may read it">
              Restricted
            </Label>
          )}
          {document.version > 1 && <Label isCompact>Version {document.version}</Label>}
          {scan && (
            <Label isCompact color={isDoubtful(document.meanConfidence) ? 'orange' : 'grey'}>
              {scan}
            </Label>
          )}
        </div>
      )}
      {similar && (
        <span className="carrel-small carrel-muted">
          Similar to{' '}
          <Button
            variant="link"
            isInline
            size="sm"
            className="carrel-inline-link"
            onClick={() => actions.onOpenOther(similar.documentId)}
          >
            {similar.name}
          </Button>
        </span>
      )}
    </>
  );
}
