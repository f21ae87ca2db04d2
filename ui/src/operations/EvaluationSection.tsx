import { Alert, Timestamp, Title } from '@patternfly/react-core';
import type { Evaluation, Model } from '../api/models';
import { gateNote, gateOf, type Role, roleOf } from './modelsModel';
import { Scores } from './Scores';
import { useOperations } from './useOperations';

const AHEAD: Readonly<Partial<Record<Role, string>>> = {
  'language-model':
    'An evaluation has it and the model in use answer the same questions over the same evidence; it passes if it is ' +
    'no worse. That takes some minutes, during which answers are slower.',
  encoder:
    'An evaluation has it and the encoder in use look for the evidence of the same questions; it passes if it finds ' +
    'it no less often.',
};

/** How a model answered the questions, beside the one that answers. */
export function EvaluationSection({ model }: { model: Model }) {
  const { list, work } = useOperations();
  const gate = gateOf(model, list);
  const { evaluation } = model;
  const earlier = work.flatMap((each) =>
    each.model === model.name && each.evaluation && each.id !== evaluation?.id ? [each.evaluation] : [],
  );
  return (
    <section className="carrel-operations-section" aria-labelledby="evaluation-title">
      <Title headingLevel="h3" size="md" id="evaluation-title">
        Evaluation
      </Title>
      {evaluation ? (
        <>
          <Alert
            isInline
            component="p"
            variant={gate === 'outdated' ? 'info' : evaluation.passed ? 'success' : 'warning'}
            title={evaluation.passed ? 'Passed' : 'Not passed'}
          >
            <p>{evaluation.verdict}</p>
            {gate === 'outdated' && <p>Another model is in use now than then: evaluate it again.</p>}
          </Alert>
          <Scores evaluation={evaluation} candidate={model} />
          <p className="carrel-small carrel-muted">
            {evaluation.questions} questions with their evidence, the same to both;{' '}
            <Timestamp date={new Date(evaluation.at)} dateFormat="medium" timeFormat="short" />. Set{' '}
            <code className="carrel-hash">{evaluation.questionsSha256}</code>
          </p>
          {earlier.length > 0 && <Earlier evaluations={earlier} />}
        </>
      ) : gate === 'silent' ? (
        <p className="carrel-muted">{gateNote(model, gate)}</p>
      ) : (
        <p className="carrel-muted">It was not put to the questions yet. {AHEAD[roleOf(model)]}</p>
      )}
    </section>
  );
}

function Earlier({ evaluations }: { evaluations: readonly Evaluation[] }) {
  return (
    <ul className="carrel-small" aria-label="Earlier evaluations">
      {evaluations.map(({ id, at, passed, verdict }) => (
        <li key={id}>
          <Timestamp date={new Date(at)} dateFormat="medium" timeFormat="short" />: {passed ? 'passed' : 'not passed'}.{' '}
          {verdict}
        </li>
      ))}
    </ul>
  );
}
