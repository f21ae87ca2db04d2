import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Timestamp,
  Title,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import type { Model } from '../api/models';
import { diskSize, quantising, trustWords, weightCount } from './modelsModel';

/** What a model is, by its publisher's word and by what its import found. */
export function ModelFacts({ model }: { model: Model }) {
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['Trust', <TrustFact key="trust" model={model} />],
    ['Version', model.version],
    ['Licence', model.licence],
    ['Made from', model.base],
    ['Trained on', model.trainingData ?? <Unstated key="data" />],
    ['For', model.intendedUse],
    ['Limits', <Limits key="limits" limits={model.limits} />],
    ['Measured by its publisher', model.statedEvaluation ?? <Unstated key="evaluation" />],
    ['Architecture', [model.architecture, weights(model)].filter(Boolean).join(', ')],
    ['Context', `${model.contextLength.toLocaleString('en')} tokens`],
    ['On disk', diskSize(model.bytes)],
    ['Quantising', quantising(model) ?? 'Not known: it was imported before this was kept.'],
    [
      'SHA-256 of its source',
      <code key="sha256" className="carrel-hash carrel-small">
        {model.sha256}
      </code>,
    ],
  ];
  return (
    <section className="carrel-operations-section" aria-labelledby="card-title">
      <Title headingLevel="h3" size="md" id="card-title">
        Card
      </Title>
      <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: '14ch', md: '22ch' }}>
        {rows.map(([term, description]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{description}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
    </section>
  );
}

function TrustFact({ model }: { model: Model }) {
  const { importedAt, importedBy, reason, key } = model;
  return (
    <>
      <p>{trustWords(model).sentence}</p>
      {reason && <blockquote className="carrel-quote">{reason}</blockquote>}
      {importedAt && (
        <p className="carrel-small carrel-muted">
          Imported <Timestamp date={new Date(importedAt)} dateFormat="medium" timeFormat="short" />
          {importedBy && `, by ${importedBy}`}
        </p>
      )}
      {key && (
        <p className="carrel-small carrel-muted">
          Key <code className="carrel-hash">{key.id}</code>
        </p>
      )}
    </>
  );
}

function Limits({ limits }: { limits: readonly string[] }) {
  if (limits.length === 0) return <Unstated />;
  return (
    <ul className="carrel-limits">
      {limits.map((limit) => (
        <li key={limit}>{limit}</li>
      ))}
    </ul>
  );
}

function Unstated() {
  return <span className="carrel-muted">not stated</span>;
}

function weights({ parameters, sourceForm }: Model): string {
  const count = weightCount(parameters);
  return [count && `${count} weights`, sourceForm !== 'not stated' && `from ${sourceForm}`].filter(Boolean).join(', ');
}
