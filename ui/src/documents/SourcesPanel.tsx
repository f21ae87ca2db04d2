import { Bullseye, Button, Checkbox, MultipleFileUpload, Spinner, Title } from '@patternfly/react-core';
import UploadIcon from '@patternfly/react-icons/dist/esm/icons/upload-icon';
import { useRef } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { SendingRow } from './SendingRow';
import { SourceRow } from './SourceRow';
import type { Source } from './sourceModel';
import type { Sources } from './useSources';
import './sources.css';

/** What the server reads; it decides by the bytes, this only guides the file dialog. */
export const ACCEPTED = '.pdf,.docx,.doc,.odt,.rtf,.txt,.md,.html,.htm,.eml';

interface Props {
  readonly sources: Sources;
  readonly unchecked: ReadonlySet<string>;
  readonly onCheck: (documentIds: readonly string[], checked: boolean) => void;
  readonly onOpen: (source: Source) => void;
}

export function SourcesPanel({ sources, unchecked, onCheck, onOpen }: Props) {
  const { listed, uploads } = sources;
  const ready = sources.sources.filter((source) => source.state === 'indexed').map(({ document }) => document.id);
  const checked = ready.filter((id) => !unchecked.has(id)).length;
  const someFiles = sources.sources.length + uploads.sendings.length > 0;
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
        {listed.state === 'failed' && <ProblemAlert problem={listed.problem} onRetry={listed.reload} />}
        {listed.state === 'loading' && (
          <Bullseye>
            <Spinner aria-label="Loading documents" size="lg" />
          </Bullseye>
        )}
        {listed.state === 'ready' && !someFiles && (
          <p className="carrel-muted carrel-drop-note">No documents yet. Drop files anywhere in this column.</p>
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
        {someFiles && (
          <ul className="carrel-source-list">
            {uploads.sendings.map((sending) => (
              <SendingRow key={`sending-${sending.key}`} sending={sending} onDrop={() => uploads.drop(sending.key)} />
            ))}
            {sources.sources.map((source) => (
              <SourceRow
                key={source.document.id}
                source={source}
                checked={!unchecked.has(source.document.id)}
                onCheck={(on) => onCheck([source.document.id], on)}
                onOpen={() => onOpen(source)}
                onCancel={() => sources.cancel(source)}
                onRetry={() => sources.retry(source)}
              />
            ))}
          </ul>
        )}
      </MultipleFileUpload>
    </section>
  );
}

/** A button that opens the file dialog; the input itself stays hidden. */
export function UploadButton({
  onFiles,
  label = 'Upload',
  primary = false,
}: {
  onFiles: (files: readonly File[]) => void;
  label?: string;
  primary?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant={primary ? 'primary' : 'secondary'}
        size={primary ? 'default' : 'sm'}
        icon={<UploadIcon />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={label}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again after a failure.
          event.target.value = '';
        }}
      />
    </>
  );
}
