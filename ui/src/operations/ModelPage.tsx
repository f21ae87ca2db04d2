import { Breadcrumb, BreadcrumbItem, EmptyState, EmptyStateBody, Title } from '@patternfly/react-core';
import { Link, useParams } from 'react-router';
import { EvaluationSection } from './EvaluationSection';
import { FilesSection } from './FilesSection';
import { ModelActions } from './ModelActions';
import { ModelFacts } from './ModelFacts';
import { ModelLabels } from './ModelLabels';
import { OPERATIONS_PATH } from './routes';
import { useOperations } from './useOperations';

/** All that is known of one model: its card. */
export function ModelPage() {
  const { name = '' } = useParams();
  const { list, mayAct } = useOperations();
  const model = list.items.find((each) => each.name === name);
  return (
    <>
      <Breadcrumb>
        <BreadcrumbItem
          render={({ className }) => (
            <Link className={className} to={OPERATIONS_PATH}>
              Models
            </Link>
          )}
        />
        <BreadcrumbItem isActive>{name}</BreadcrumbItem>
      </Breadcrumb>
      {!model && (
        <EmptyState titleText="There is no model of this name" headingLevel="h2">
          <EmptyStateBody>It may have been removed, or is still being imported.</EmptyStateBody>
        </EmptyState>
      )}
      {model && (
        <>
          <header className="carrel-model-head">
            <div>
              <Title headingLevel="h2" size="xl">
                {model.name}
              </Title>
              <ModelLabels model={model} />
            </div>
            {mayAct && <ModelActions model={model} whole />}
          </header>
          <EvaluationSection model={model} />
          <ModelFacts model={model} />
          <FilesSection model={model} />
        </>
      )}
    </>
  );
}
