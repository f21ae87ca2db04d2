import { Title } from '@patternfly/react-core';
import { useSearchParams } from 'react-router';
import { EventFilterForm } from './EventFilterForm';
import { EventList } from './EventList';
import { ExportForm } from './ExportForm';
import { addressOf, filterOf } from './eventFilter';
import { LogStanding } from './LogStanding';

/** Who did what to which document: the audit log, for those who answer for it. */
export function CompliancePage() {
  const [address, setAddress] = useSearchParams();
  const filter = filterOf(address);
  return (
    <>
      <LogStanding />
      <Title headingLevel="h2" size="lg" className="carrel-heading">
        Events
      </Title>
      <EventFilterForm filter={filter} onChange={(next) => setAddress(addressOf(next), { replace: true })} />
      <ExportForm filter={filter} />
      <EventList filter={filter} />
    </>
  );
}
