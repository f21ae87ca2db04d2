import { Button, Card, CardBody } from '@patternfly/react-core';
import UndoIcon from '@patternfly/react-icons/dist/esm/icons/undo-icon';
import { useState } from 'react';
import { Link } from 'react-router';
import { SHIPPED_ENCODER } from '../api/models';
import { EncoderDialog } from './EncoderDialog';
import { encoderName } from './modelsModel';
import { toModel } from './routes';
import { useOperations } from './useOperations';

/** Which encoder passages are found by, and the way back to the one that came with Carrel. */
export function FindingPanel() {
  const { list, mayAct } = useOperations();
  const [asking, setAsking] = useState(false);
  const { active, next } = list.encoder;
  const isShipped = active === SHIPPED_ENCODER;
  const isHere = list.items.some(({ name }) => name === active);
  return (
    <Card className="carrel-serving" component="section" aria-label="Finds passages now">
      <CardBody className="carrel-serving-body">
        <div className="carrel-serving-words">
          <p className="carrel-small carrel-muted">Finds passages now</p>
          <p className="carrel-serving-name">
            {isHere ? <Link to={toModel(active)}>{active}</Link> : encoderName(active)}
          </p>
          {next && (
            <p>
              {encoderName(next.model)} finds in its place once everything is embedded by it. Until then nothing
              changes.
            </p>
          )}
          {!isShipped && (
            <p className="carrel-small carrel-muted">What answers are checked by stays Carrel’s own encoder.</p>
          )}
        </div>
        {mayAct && !isShipped && !next && (
          <Button variant="secondary" icon={<UndoIcon />} onClick={() => setAsking(true)}>
            Go back to Carrel’s own
          </Button>
        )}
      </CardBody>
      {asking && <EncoderDialog onClose={() => setAsking(false)} />}
    </Card>
  );
}
