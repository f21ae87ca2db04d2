import { Button, EmptyState, EmptyStateBody, EmptyStateFooter, Title } from '@patternfly/react-core';
import MicrochipIcon from '@patternfly/react-icons/dist/esm/icons/microchip-icon';
import { Link } from 'react-router';
import { FindingPanel } from './FindingPanel';
import { History } from './History';
import { ModelCard } from './ModelCard';
import { IMPORT_PATH } from './routes';
import { ServingPanel } from './ServingPanel';
import { useOperations } from './useOperations';

/** Which model answers, which encoder finds, which others there are, and which ones answered before. */
export function ModelsPage() {
  const { list, mayAct } = useOperations();
  return (
    <>
      <ServingPanel />
      <FindingPanel />
      <section className="carrel-operations-section">
        <div className="carrel-operations-heading">
          <Title headingLevel="h2" size="lg">
            Models
          </Title>
          {mayAct && (
            <Button variant="secondary" component={(props) => <Link {...props} to={IMPORT_PATH} />}>
              Import a model
            </Button>
          )}
        </div>
        {list.items.length === 0 ? (
          <NoModels />
        ) : (
          <ul className="carrel-models" aria-label="Models">
            {list.items.map((model) => (
              <ModelCard key={model.name} model={model} />
            ))}
          </ul>
        )}
      </section>
      <section className="carrel-operations-section">
        <Title headingLevel="h2" size="lg">
          History
        </Title>
        {list.history.length === 0 ? (
          <p className="carrel-muted">
            No model was activated yet. Each activation and each way back will stand here, with who did it and why.
          </p>
        ) : (
          <History history={list.history} />
        )}
      </section>
    </>
  );
}

function NoModels() {
  return (
    <EmptyState titleText="No models here" headingLevel="h3" icon={MicrochipIcon} variant="sm">
      <EmptyStateBody>
        Without one, answers are the documents’ own sentences. A model is brought to this machine on a disk and imported
        from there.
      </EmptyStateBody>
      <EmptyStateFooter>
        <Button component={(props) => <Link {...props} to={IMPORT_PATH} />}>See how to bring one</Button>
      </EmptyStateFooter>
    </EmptyState>
  );
}
