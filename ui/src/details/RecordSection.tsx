import { useCallback } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { orAbsent } from '../api/problem';
import type { Span } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { codeLine, itemLine, patientLine, sectionsOf } from './recordModel';
import { Section } from './Section';

interface Props {
  readonly documentId: string;
  readonly version: number;
  readonly onText: (span: Span) => void;
}

/** What a structured clinical file states. Each line leads to the text that says it. */
export function RecordSection({ documentId, version, onText }: Props) {
  const api = useApi();
  const record = useLoad(
    useCallback((signal) => orAbsent(api.record(documentId, version, signal)), [api, documentId, version]),
  );
  if (record.state === 'failed') return <ProblemAlert problem={record.problem} onRetry={record.reload} />;
  if (record.state === 'loading' || !record.value) return null;
  const { patient } = record.value;
  return (
    <Section title="Clinical record">
      {patient && (
        <p>
          <strong>{patient.name}</strong>
          <br />
          <span className="carrel-small carrel-muted">{patientLine(record.value)}</span>
        </p>
      )}
      {sectionsOf(record.value).map(({ kind, title, items }) => (
        <div key={kind}>
          <h4 className="carrel-small carrel-muted">{title}</h4>
          <ul className="carrel-record">
            {items.map((item, index) => (
              <li key={index}>
                <button
                  type="button"
                  className="carrel-record-line"
                  title={codeLine(item)}
                  onClick={() => onText({ version, start: item.start, end: item.end })}
                >
                  <span>{item.name}</span>
                  <span className="carrel-small carrel-muted">{itemLine(item)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
