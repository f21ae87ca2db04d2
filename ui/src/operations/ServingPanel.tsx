import { Alert, Button, Card, CardBody, Label, Timestamp } from '@patternfly/react-core';
import UndoIcon from '@patternfly/react-icons/dist/esm/icons/undo-icon';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ModelList } from '../api/models';
import { grounds, standingActivation, trustWords } from './modelsModel';
import { RollBackDialog } from './RollBackDialog';
import { toModel } from './routes';
import { useOperations } from './useOperations';

/** Which model answers, since when and why; and the way back. */
export function ServingPanel() {
  const { list, mayAct } = useOperations();
  const [asking, setAsking] = useState(false);
  const { active, serving, previous } = list;
  const model = list.items.find(({ name }) => name === active);
  return (
    <Card className="carrel-serving" component="section" aria-label="Answers now">
      <CardBody className="carrel-serving-body">
        <div className="carrel-serving-words">
          <p className="carrel-small carrel-muted">Answers now</p>
          <p className="carrel-serving-name">
            {active && active === serving ? (
              <>
                {model ? <Link to={toModel(active)}>{active}</Link> : active}
                {model && (
                  <Label isCompact color={trustWords(model).color}>
                    {trustWords(model).label}
                  </Label>
                )}
              </>
            ) : (
              (serving ?? 'No language model')
            )}
          </p>
          <Since list={list} />
        </div>
        {mayAct && previous && (
          <Button variant="secondary" icon={<UndoIcon />} onClick={() => setAsking(true)}>
            Roll back to {previous}
          </Button>
        )}
      </CardBody>
      {active && active !== serving && (
        <CardBody>
          <NotOpened list={list} active={active} />
        </CardBody>
      )}
      {asking && previous && <RollBackDialog previous={previous} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Since({ list }: { list: ModelList }) {
  const activation = standingActivation(list);
  if (!list.serving) {
    return <p>Answers are put together from the documents’ own sentences; nothing is worded by a model.</p>;
  }
  if (!activation) return <p>As the configuration says: nobody has activated a model yet.</p>;
  return (
    <>
      <p>
        Since <Timestamp date={new Date(activation.at)} dateFormat="medium" timeFormat="short" />
        {activation.by && `, by ${activation.by}`}. {grounds(activation)}
        {activation.override ? ':' : '.'}
      </p>
      {activation.override && <blockquote className="carrel-quote">{activation.override}</blockquote>}
    </>
  );
}

function NotOpened({ list, active }: { list: ModelList; active: string }) {
  const model = list.items.find(({ name }) => name === active);
  return (
    <Alert isInline component="p" variant="warning" title={`${active} is to answer, but this server has not opened it`}>
      {model
        ? trustWords(model).sentence
        : 'It is not in the folder of models. Import it again, or activate another one.'}
    </Alert>
  );
}
