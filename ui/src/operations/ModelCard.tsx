import { Card, CardBody, CardFooter, CardTitle } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Model } from '../api/models';
import { ModelActions } from './ModelActions';
import { ModelLabels } from './ModelLabels';
import { diskSize, gateNote, gateOf, mayTakeOver, roleOf, weightCount } from './modelsModel';
import { toModel } from './routes';
import { useOperations } from './useOperations';

/** What an import writes where nobody says it. */
const UNSTATED = 'not stated';

/** A model among the others. */
export function ModelCard({ model }: { model: Model }) {
  const { list, mayAct } = useOperations();
  const gate = gateOf(model, list);
  const note = gateNote(model, gate);
  const weights = weightCount(model.parameters);
  const facts = [
    weights && `${weights} weights`,
    diskSize(model.bytes),
    roleOf(model) === 'language-model' && `${model.contextLength.toLocaleString('en')} tokens of context`,
    model.licence === UNSTATED ? 'licence not stated' : model.licence,
  ];
  return (
    <Card component="li" isCompact data-model={model.name}>
      <CardTitle component="h3">
        <Link to={toModel(model.name)}>{model.name}</Link>
      </CardTitle>
      <CardBody className="carrel-model-body">
        <ModelLabels model={model} />
        <p className="carrel-small carrel-muted">{facts.filter(Boolean).join(' · ')}</p>
        {note && <p className="carrel-small">{note}</p>}
      </CardBody>
      {mayAct && mayTakeOver(gate) && (
        <CardFooter>
          <ModelActions model={model} />
        </CardFooter>
      )}
    </Card>
  );
}
