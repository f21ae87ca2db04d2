import { Button, DescriptionList } from '@patternfly/react-core';
import { useCallback, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { orAbsent } from '../api/problem';
import type { Span } from '../api/types';
import { useAct } from '../api/useAct';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { MetadataRow } from './MetadataRow';
import { isKnown, rowsOf } from './metadataModel';
import { Section } from './Section';

interface Props {
  readonly documentId: string;
  readonly onText: (span: Span) => void;
  readonly onChanged: () => void;
}

/** What is known about a document. A person's word stands over the machine's guess and can be taken back. */
export function MetadataSection({ documentId, onText, onChanged }: Props) {
  const api = useApi();
  const metadata = useLoad(useCallback((signal) => orAbsent(api.metadata(documentId, signal)), [api, documentId]));
  const [adding, setAdding] = useState<string>();
  const { busy, problem, act, forget } = useAct();
  const change = (call: () => Promise<unknown>) =>
    act(call, () => {
      metadata.reload();
      onChanged();
    });
  if (metadata.state === 'failed') return <ProblemAlert problem={metadata.problem} onRetry={metadata.reload} />;
  if (metadata.state === 'loading' || !metadata.value) return null;
  const rows = rowsOf(metadata.value);
  if (rows.length === 0) return null;
  const shown = rows.filter((row) => isKnown(row) || row.field === adding);
  const unknown = rows.filter((row) => !shown.includes(row));
  return (
    <Section title="About this document">
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
      <DescriptionList isCompact isHorizontal horizontalTermWidthModifier={{ default: '16ch' }}>
        {shown.map((row) => (
          <MetadataRow
            key={row.field}
            row={row}
            busy={busy}
            adding={adding === row.field}
            onAdded={() => setAdding(undefined)}
            onSave={(value) => change(() => api.setMetadata(documentId, row.field, value))}
            onTakeBack={() => change(() => api.clearMetadata(documentId, row.field))}
            onText={onText}
          />
        ))}
      </DescriptionList>
      {unknown.length > 0 && (
        <p className="carrel-field carrel-small">
          <span className="carrel-muted">Not known:</span>
          {unknown.map(({ field, label }) => (
            <Button
              key={field}
              variant="link"
              isInline
              size="sm"
              isDisabled={busy}
              aria-label={`Say the ${label.toLowerCase()}`}
              onClick={() => setAdding(field)}
            >
              {label}
            </Button>
          ))}
        </p>
      )}
    </Section>
  );
}
