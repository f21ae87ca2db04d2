import {
  Alert,
  AlertActionCloseButton,
  AlertGroup,
  Bullseye,
  EmptyState,
  EmptyStateBody,
  Nav,
  NavItem,
  NavList,
  PageSection,
  Spinner,
  Title,
} from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import type { ModelWork } from '../api/models';
import { ProblemAlert } from '../api/ProblemAlert';
import { useMe } from '../signin/SessionContext';
import { IMPORT_PATH, isOperator, KEYS_PATH, OPERATIONS_PATH, seesOperations } from './routes';
import { RunningWork } from './RunningWork';
import { type Operations, type Said, useModels } from './useOperations';
import { isGood, outcome, workTitle } from './workModel';
import './operations.css';

const SAID_MS = 12_000;

/** Around the pages of those who run the server. */
export function OperationsFrame() {
  const { roles } = useMe();
  useEffect(() => {
    document.title = 'Operations · Carrel';
    return () => {
      document.title = 'Carrel';
    };
  }, []);
  return seesOperations(roles) ? <Framed mayAct={isOperator(roles)} /> : <NotYours />;
}

function Framed({ mayAct }: { mayAct: boolean }) {
  const { pathname } = useLocation();
  const [said, setSaid] = useState<Said>();
  const { list, work, problem, reload } = useModels(mayAct, (ended) => setSaid(asSaid(ended)));
  const pages = [
    [OPERATIONS_PATH, 'Models'],
    ...(mayAct ? [[IMPORT_PATH, 'Import'] as const] : []),
    [KEYS_PATH, 'Keys'],
  ] as const;
  const shared: Operations | undefined = list && { list, work, mayAct, reload, say: setSaid };
  return (
    <PageSection isFilled>
      <Title headingLevel="h1" className="carrel-heading">
        Operations
      </Title>
      <Nav variant="horizontal-subnav" aria-label="Operations" className="carrel-operations-nav">
        <NavList>
          {pages.map(([path, label]) => (
            <NavItem key={path} isActive={isAt(path, pathname)}>
              <Link to={path}>{label}</Link>
            </NavItem>
          ))}
        </NavList>
      </Nav>
      <div className="carrel-operations">
        {problem && <ProblemAlert problem={problem} onRetry={reload} />}
        {!shared && !problem && (
          <Bullseye>
            <Spinner aria-label="Loading the models" />
          </Bullseye>
        )}
        {shared && <RunningWork work={work} onChanged={reload} />}
        {shared && <Outlet context={shared} />}
      </div>
      <AlertGroup isToast isLiveRegion>
        {said && (
          <Alert
            key={said.title}
            variant={said.variant}
            title={said.title}
            timeout={SAID_MS}
            onTimeout={() => setSaid(undefined)}
            actionClose={<AlertActionCloseButton onClose={() => setSaid(undefined)} />}
          >
            {said.detail}
          </Alert>
        )}
      </AlertGroup>
    </PageSection>
  );
}

function isAt(path: string, pathname: string): boolean {
  if (path !== OPERATIONS_PATH) return pathname === path;
  return pathname === path || pathname.startsWith(`${OPERATIONS_PATH}/models/`);
}

function asSaid(work: ModelWork): Said {
  return {
    title: `${workTitle(work)}: ${outcome(work).toLowerCase()}`,
    detail: work.failure ?? work.evaluation?.verdict,
    variant: work.state === 'cancelled' ? 'info' : isGood(work) ? 'success' : 'warning',
  };
}

function NotYours() {
  return (
    <PageSection isFilled>
      <EmptyState titleText="The server is run by operators" headingLevel="h1">
        <EmptyStateBody>
          Your account does not have the role <code>operator</code>. Whoever keeps the accounts can give it.
        </EmptyStateBody>
      </EmptyState>
    </PageSection>
  );
}
