import { Button, Checkbox, Label, Spinner } from '@patternfly/react-core';
import { byteSize, isBusy, reasonLabel, type Source, STATE_LABELS } from './sourceModel';

interface Props {
  readonly source: Source;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
  readonly onOpen: () => void;
  readonly onCancel: () => void;
  readonly onRetry: () => void;
}

export function SourceRow({ source, checked, onCheck, onOpen, onCancel, onRetry }: Props) {
  const { document, state } = source;
  const indexed = state === 'indexed';
  return (
    <li className="carrel-source" data-document={document.name} data-state={state}>
      <div className="carrel-source-line">
        <Checkbox
          id={`check-${document.id}`}
          aria-label={`Ask ${document.name}`}
          isChecked={indexed && checked}
          isDisabled={!indexed}
          onChange={(_, on) => onCheck(on)}
        />
        {indexed ? (
          <Button variant="link" isInline className="carrel-source-name" onClick={onOpen}>
            {document.name}
          </Button>
        ) : (
          <span className="carrel-source-name">{document.name}</span>
        )}
      </div>
      <div className="carrel-source-state" aria-live="polite">
        {indexed && (
          <span className="carrel-small carrel-muted">
            {document.pages ? `${document.pages} ${document.pages === 1 ? 'page' : 'pages'}, ` : ''}
            {byteSize(document.size)}
          </span>
        )}
        {isBusy(state) && (
          <>
            <Spinner size="sm" aria-hidden="true" />
            <span className="carrel-small">{STATE_LABELS[state]}</span>
            {source.jobId && (
              <Button variant="link" isInline size="sm" onClick={onCancel} aria-label={`Cancel ${document.name}`}>
                Cancel
              </Button>
            )}
          </>
        )}
        {(state === 'quarantined' || state === 'cancelled') && (
          <>
            <Label isCompact color={state === 'quarantined' ? 'orange' : 'grey'}>
              {source.reason && state === 'quarantined' ? reasonLabel(source.reason) : STATE_LABELS[state]}
            </Label>
            {source.jobId && (
              <Button variant="link" isInline size="sm" onClick={onRetry} aria-label={`Try again: ${document.name}`}>
                Try again
              </Button>
            )}
          </>
        )}
      </div>
      {state === 'quarantined' && (
        <p className="carrel-small carrel-muted carrel-source-detail">
          {source.detail ?? 'It is kept, but cannot be asked.'}
        </p>
      )}
    </li>
  );
}
