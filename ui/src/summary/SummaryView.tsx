import { Button, Checkbox, FormSelect, FormSelectOption, Label, Progress, Title } from '@patternfly/react-core';
import StopIcon from '@patternfly/react-icons/dist/esm/icons/stop-icon';
import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Citation, Document, SummaryStyle } from '../api/types';
import { Sentences } from '../ask/Sentences';
import { isUnderWay, partsOf, progressLine, type Reading, standingLine } from './summaryModel';
import { useSummary } from './useSummary';
import './summary.css';

const STYLES: readonly (readonly [SummaryStyle | '', string])[] = [
  ['', 'As its type asks for'],
  ['brief', 'Brief'],
  ['sections', 'By subjects'],
  ['clinical', 'Clinical note'],
];

interface Props {
  readonly document: Document;
  readonly version: number;
  readonly onCite: (citation: Citation) => void;
}

/** A summary of this version of a document, made when it is asked for; each line leads to its passage. */
export function SummaryView({ document, version, onCite }: Props) {
  const { reading, begin, cancel } = useSummary(document.id);
  const [style, setStyle] = useState<SummaryStyle | ''>('');
  const [wording, setWording] = useState(false);
  const running = reading !== undefined && isUnderWay(reading);
  return (
    <div className="carrel-summary" tabIndex={0} role="region" aria-label="Summary">
      <form
        className="carrel-summary-form"
        onSubmit={(event) => {
          event.preventDefault();
          begin({ ...(style ? { style } : {}), wording, version });
        }}
      >
        <FormSelect
          aria-label="Style of the summary"
          value={style}
          isDisabled={running}
          onChange={(_, value) => setStyle(value as SummaryStyle | '')}
        >
          {STYLES.map(([value, label]) => (
            <FormSelectOption key={value} value={value} label={label} />
          ))}
        </FormSelect>
        <Checkbox
          id="summary-wording"
          label="Worded by the model"
          isChecked={wording}
          isDisabled={running}
          onChange={(_, checked) => setWording(checked)}
        />
        {running ? (
          <Button variant="secondary" icon={<StopIcon />} onClick={cancel}>
            Stop
          </Button>
        ) : (
          <Button type="submit">{reading ? 'Summarise again' : 'Summarise'}</Button>
        )}
      </form>
      {reading ? (
        <SummaryText reading={reading} onCite={onCite} />
      ) : (
        <p className="carrel-muted">
          The whole document is read, to its last page. Every line is tied to the passage that it rests on.
        </p>
      )}
    </div>
  );
}

function SummaryText({ reading, onCite }: { reading: Reading; onCite: (citation: Citation) => void }) {
  const { summary, problem, progress } = reading;
  return (
    <div aria-busy={isUnderWay(reading)} data-phase={reading.phase}>
      {isUnderWay(reading) && (
        <Progress
          aria-label="Progress of the summary"
          size="sm"
          title={progressLine(reading)}
          value={progress?.done ?? 0}
          max={Math.max(1, progress?.total ?? 1)}
        />
      )}
      {problem && <ProblemAlert problem={problem} />}
      {reading.phase === 'stopped' && <p className="carrel-muted">Stopped before the end of the document.</p>}
      {summary && (
        <p className="carrel-small carrel-muted" role="status">
          {summary.draft && <Label color="orange">Draft until a clinician has checked it</Label>}{' '}
          {standingLine(summary)}
        </p>
      )}
      {partsOf(reading).map(({ id, name, lines }) => (
        <section key={id} className="carrel-summary-section" aria-label={name}>
          <Title headingLevel="h3" size="md">
            {name}
          </Title>
          {lines.length === 0 ? (
            <p className="carrel-muted">Nothing found.</p>
          ) : (
            <ul>
              {lines.map((line, index) => (
                <li key={index}>
                  <Sentences sentences={[line]} citations={reading.citations} selected={undefined} onCite={onCite} />
                  {line.reason && <p className="carrel-small carrel-muted">{line.reason}</p>}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
