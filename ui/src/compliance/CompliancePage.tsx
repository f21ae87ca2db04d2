import { EmptyState, EmptyStateBody, PageSection, Title } from '@patternfly/react-core';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../signin/SessionContext';
import { EventFilterForm } from './EventFilterForm';
import { EventList } from './EventList';
import { ExportForm } from './ExportForm';
import { addressOf, filterOf } from './eventFilter';
import { LogStanding } from './LogStanding';
import { COMPLIANCE_ROLE } from './routes';
import './compliance.css';

/** Who did what to which document: the audit log, for those who answer for it. */
export function CompliancePage() {
  const { roles } = useMe();
  const [address, setAddress] = useSearchParams();
  useEffect(() => {
    document.title = 'Compliance · Carrel';
    return () => {
      document.title = 'Carrel';
    };
  }, []);
  if (!roles.includes(COMPLIANCE_ROLE)) return <NotYours />;
  const filter = filterOf(address);
  return (
    <PageSection isFilled>
      <Title headingLevel="h1" className="carrel-heading">
        Compliance
      </Title>
      <LogStanding />
      <Title headingLevel="h2" size="lg" className="carrel-heading">
        Events
      </Title>
      <EventFilterForm filter={filter} onChange={(next) => setAddress(addressOf(next), { replace: true })} />
      <ExportForm filter={filter} />
      <EventList filter={filter} />
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
