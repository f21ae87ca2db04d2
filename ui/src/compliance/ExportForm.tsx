import { Button, Checkbox, FormSelect, FormSelectOption } from '@patternfly/react-core';
import DownloadIcon from '@patternfly/react-icons/dist/esm/icons/download-icon';
import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useApi } from '../signin/SessionContext';
import { type EventFilter, isEverything, parametersOf } from './eventFilter';
import { EXPORT_FORMATS, type ExportFormat, extensionOf } from './exportFormats';

/** The log as a file for somebody outside, who can check it without this server. */
export function ExportForm({ filter }: { filter: EventFilter }) {
  const api = useApi();
  const [personal, setPersonal] = useState(false);
  const [format, setFormat] = useState<ExportFormat>('package');
  const { busy, problem, act, forget } = useAct();
  const fetched = (file: () => Promise<Blob>, name: string) => act(file, (blob) => save(blob, name));
  const day = new Date().toISOString().slice(0, 10);
  return (
    <div className="carrel-export">
      <Button
        variant="secondary"
        size="sm"
        icon={<DownloadIcon />}
        isLoading={busy}
        isDisabled={busy}
        onClick={() =>
          fetched(
            () => api.exportLog({ ...parametersOf(filter), personal: String(personal), format }),
            `carrel-audit-${day}.${extensionOf(format)}`,
          )
        }
      >
        {isEverything(filter) ? 'Export the log' : 'Export these events'}
      </Button>
      <FormSelect
        id="export-format"
        className="carrel-export-format"
        aria-label="Form of the export"
        value={format}
        isDisabled={busy}
        onChange={(_, chosen) => setFormat(chosen as ExportFormat)}
      >
        {EXPORT_FORMATS.map(({ name, label }) => (
          <FormSelectOption key={name} value={name} label={label} />
        ))}
      </FormSelect>
      <Checkbox
        id="export-personal"
        label="With names and questions"
        isChecked={personal}
        isDisabled={busy}
        onChange={(_, checked) => setPersonal(checked)}
      />
      <Button
        variant="link"
        isInline
        isDisabled={busy}
        onClick={() => fetched(() => api.checkpoint(), `carrel-checkpoint-${day}.txt`)}
      >
        Download the last checkpoint
      </Button>
      <Button
        variant="link"
        isInline
        isDisabled={busy}
        onClick={() => fetched(() => api.checkpointCode(), `carrel-checkpoint-${day}.svg`)}
      >
        Checkpoint to print
      </Button>
      <p className="carrel-small carrel-muted">
        Check a package with <code>carrel verify</code>, or without Carrel as its README says; the other forms prove
        nothing. Keep the checkpoint where the administrators of this server cannot reach it, on paper for example: what
        is changed before it is then found.
      </p>
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
    </div>
  );
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
