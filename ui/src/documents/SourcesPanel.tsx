import {
  Alert,
  AlertActionCloseButton,
  Bullseye,
  Button,
  Checkbox,
  MultipleFileUpload,
  SearchInput,
  Spinner,
  Title,
} from '@patternfly/react-core';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import { toIngest } from '../ingest/routes';
import { useDocumentTypes } from './DocumentTypesContext';
import { SendingRow } from './SendingRow';
import { type SourceActions, SourceRow } from './SourceRow';
import { canAnswer, filtered, inTrees, isBusy, type Source, type SourceTree } from './sourceModel';
import { UnlockDialog } from './UnlockDialog';
import { UploadButton } from './UploadButton';
import type { Sources } from './useSources';
import './sources.css';

/** Fewer are overlooked at a glance. */
const FILTER_FROM = 6;
const SHOWN_AT_ONCE = 100;
const SHOWN_WAITING = 3;

interface Props {
  readonly sources: Sources;
  readonly unchecked: ReadonlySet<string>;
  readonly onCheck: (documentIds: readonly string[], checked: boolean) => void;
  readonly onOpen: (source: Source) => void;
}

export function SourcesPanel({ sources, unchecked, onCheck, onOpen }: Props) {
  const { listed, uploads } = sources;
  const all = sources.sources;
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const [unlocking, setUnlocking] = useState<Source>();
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set());
  const { label } = useDocumentTypes();
  const trees = useMemo(
    () => (wanted.trim() === '' ? inTrees(all) : flat(filtered(all, wanted, label))),
    [all, label, wanted],
  );
  const ready = all.filter(canAnswer).map(({ document }) => document.id);
  const checked = ready.filter((id) => !unchecked.has(id)).length;
  const someFiles = all.length + uploads.sendings.length > 0;
  const actions: SourceActions = {
    onCheck: ({ document }, on) => onCheck([document.id], on),
    onOpen,
    onOpenOther: (documentId) => {
      const other = all.find(({ document }) => document.id === documentId);
      if (other) onOpen(other);
    },
    onCancel: sources.cancel,
    onRetry: sources.retry,
    onUnlock: setUnlocking,
    tried,
  };
  return (
    <section className="carrel-sources" aria-label="Sources">
      <div className="carrel-pane-head">
        <Title headingLevel="h2" size="lg">
          Sources
        </Title>
        {someFiles && <UploadButton onFiles={uploads.add} />}
      </div>
      <MultipleFileUpload
        className="carrel-drop"
        onFileDrop={(_, files) => uploads.add(files)}
        dropzoneProps={{ noClick: true, noKeyboard: true }}
        aria-label="Drop files here"
      >
        {sources.problem && <ProblemAlert problem={sources.problem} onClose={sources.dismissProblem} />}
        {uploads.known > 0 && (
          <Alert
            isInline
            isPlain
            variant="info"
            component="p"
            title={
              uploads.known === 1
                ? 'One file was here already, and was not taken twice.'
                : `${uploads.known} files were here already, and were not taken twice.`
            }
            actionClose={<AlertActionCloseButton onClose={uploads.told} />}
          />
        )}
        {listed.state === 'failed' && <ProblemAlert problem={listed.problem} onRetry={listed.reload} />}
        {listed.state === 'loading' && (
          <Bullseye>
            <Spinner aria-label="Loading documents" size="lg" />
          </Bullseye>
        )}
        {listed.state === 'ready' && !someFiles && (
          <p className="carrel-muted carrel-drop-note">
            No documents yet. Drop files or whole folders anywhere in this column.
          </p>
        )}
        {all.length >= FILTER_FROM && (
          <SearchInput
            className="carrel-source-filter"
            aria-label="Filter by name or type"
            placeholder="Name or type"
            value={words}
            onChange={(_, value) => setWords(value)}
            onClear={() => setWords('')}
          />
        )}
        {ready.length > 1 && (
          <Checkbox
            id="check-all"
            className="carrel-check-all"
            label={`All documents (${checked} of ${ready.length} selected)`}
            isChecked={checked === ready.length ? true : checked === 0 ? false : null}
            onChange={(_, on) => onCheck(ready, on)}
          />
        )}
        {someFiles && <SourceList trees={trees} uploads={uploads} unchecked={unchecked} actions={actions} />}
        {someFiles && wanted.trim() !== '' && trees.length === 0 && (
          <p className="carrel-muted">No document has this in its name or type.</p>
        )}
        {sources.busy && (
          <Link className="carrel-small" to={toIngest(all.find(({ state }) => isBusy(state))?.jobId ?? undefined)}>
            Follow on the ingest board
          </Link>
        )}
      </MultipleFileUpload>
      {unlocking && (
        <UnlockDialog
          documentId={unlocking.document.id}
          version={unlocking.document.version}
          name={unlocking.document.name}
          onClose={() => setUnlocking(undefined)}
          onUnlocked={() => {
            setUnlocking(undefined);
            setTried((before) => new Set([...before, unlocking.document.id]));
            if (unlocking.jobId) sources.again(unlocking.jobId);
            else listed.reload();
          }}
        />
      )}
    </section>
  );
}

interface ListProps {
  readonly trees: readonly SourceTree[];
  readonly uploads: Sources['uploads'];
  readonly unchecked: ReadonlySet<string>;
  readonly actions: SourceActions;
}

function SourceList({ trees, uploads: { sendings, drop, retry }, unchecked, actions }: ListProps) {
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const waiting = sendings.filter(({ state }) => state === 'waiting');
  const shown = [...sendings.filter(({ state }) => state !== 'waiting'), ...waiting.slice(0, SHOWN_WAITING)];
  return (
    <>
      <ul className="carrel-source-list">
        {shown.slice(0, limit).map((sending) => (
          <SendingRow
            key={`sending-${sending.key}`}
            sending={sending}
            onDrop={() => drop(sending.key)}
            onRetry={() => retry(sending.key)}
          />
        ))}
        {waiting.length > SHOWN_WAITING && (
          <li className="carrel-small carrel-muted">
            {`and ${waiting.length - SHOWN_WAITING} more files waiting to be sent `}
            <Button variant="link" isInline size="sm" onClick={() => waiting.forEach(({ key }) => drop(key))}>
              Do not send them
            </Button>
          </li>
        )}
        {trees.slice(0, limit).map((tree) => (
          <SourceRow key={tree.source.document.id} tree={tree} unchecked={unchecked} actions={actions} />
        ))}
      </ul>
      {trees.length > limit && (
        <Button variant="link" isInline onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
          {`Show more (${trees.length - limit} are not shown)`}
        </Button>
      )}
    </>
  );
}

function flat(sources: readonly Source[]): readonly SourceTree[] {
  return sources.map((source) => ({ source, attachments: [] }));
}
