import { Badge, EmptyState, EmptyStateBody, Nav, NavItem, NavList, PageSection, Title } from '@patternfly/react-core';
import { useCallback, useEffect } from 'react';
import { Link, Outlet, useLocation, useOutletContext } from 'react-router';
import type { Emergency } from '../api/access';
import { type Loaded, useLoad } from '../api/useLoad';
import { useApi, useMe } from '../signin/SessionContext';
import { ACCESS_PATH, COMPLIANCE_PATH, COMPLIANCE_ROLE } from './routes';
import './compliance.css';

/** The emergencies that wait for a review. */
export type Waiting = Loaded<readonly Emergency[]> & { reload(): void };

/** Only below ComplianceFrame. */
export function useWaiting(): Waiting {
  return useOutletContext<Waiting>();
}

/** Around the pages of those who answer for the audit log and for who reads what. */
export function ComplianceFrame() {
  const { roles } = useMe();
  useEffect(() => {
    document.title = 'Compliance · Carrel';
    return () => {
      document.title = 'Carrel';
    };
  }, []);
  return roles.includes(COMPLIANCE_ROLE) ? <Framed /> : <NotYours />;
}

function Framed() {
  const api = useApi();
  const { pathname } = useLocation();
  const waiting = useLoad(useCallback((signal) => api.access.emergencies(false, signal), [api]));
  const count = waiting.state === 'ready' ? waiting.value.length : 0;
  const pages = [
    [COMPLIANCE_PATH, 'Events'],
    [ACCESS_PATH, 'Access'],
  ] as const;
  return (
    <PageSection isFilled>
      <Title headingLevel="h1" className="carrel-heading">
        Compliance
      </Title>
      <Nav variant="horizontal-subnav" aria-label="Compliance" className="carrel-compliance-nav">
        <NavList>
          {pages.map(([path, label]) => (
            <NavItem key={path} isActive={pathname === path}>
              <Link to={path}>
                {label}
                {path === ACCESS_PATH && count > 0 && (
                  <Badge screenReaderText={count === 1 ? 'emergency waits' : 'emergencies wait'}>{count}</Badge>
                )}
              </Link>
            </NavItem>
          ))}
        </NavList>
      </Nav>
      <Outlet context={waiting} />
    </PageSection>
  );
}

function NotYours() {
  return (
    <PageSection isFilled>
      <EmptyState titleText="The audit log is read by compliance officers" headingLevel="h1">
        <EmptyStateBody>
          Your account does not have the role <code>{COMPLIANCE_ROLE}</code>. Whoever keeps the accounts can give it.
        </EmptyStateBody>
      </EmptyState>
    </PageSection>
  );
}
