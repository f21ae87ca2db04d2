import { Button } from '@patternfly/react-core';
import UserShieldIcon from '@patternfly/react-icons/dist/esm/icons/user-shield-icon';
import type { Collection } from '../api/types';
import { type Purpose, purposeLabel } from './purposes';

interface Props {
  readonly collection: Collection;
  readonly purpose: Purpose;
  readonly onChange: () => void;
}

/** Whose record is open, and what for; on every page of it. */
export function RecordBanner({ collection, purpose, onChange }: Props) {
  return (
    <section className="carrel-record-banner" aria-label="Patient record">
      <UserShieldIcon aria-hidden="true" />
      <span>
        <strong>{collection.name}</strong>
      </span>
      <span className="carrel-record-purpose">Opened for: {purposeLabel(purpose)}</span>
      <Button variant="link" isInline onClick={onChange}>
        Change the purpose
      </Button>
    </section>
  );
}
