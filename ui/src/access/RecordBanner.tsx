import { Button } from '@patternfly/react-core';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import UserShieldIcon from '@patternfly/react-icons/dist/esm/icons/user-shield-icon';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Collection } from '../api/types';
import { useAct } from '../api/useAct';
import { MAIN } from '../app/main';
import { useCollections } from '../collections/CollectionsContext';
import { COLLECTIONS_PATH } from '../collections/routes';
import { useApi } from '../signin/SessionContext';
import { type Purpose, purposeLabel } from './purposes';

interface Props {
  readonly collection: Collection;
  readonly purpose: Purpose;
  readonly onChange: () => void;
}

/** Whose record is open, and what for; on every page of it. */
export function RecordBanner({ collection, purpose, onChange }: Props) {
  const { name, breakGlass, breakGlassEndsAt } = collection;
  if (breakGlass) return <EmergencyBanner name={name} id={breakGlass} until={breakGlassEndsAt ?? undefined} />;
  return (
    <section className="carrel-record-banner" aria-label="Patient record">
      <UserShieldIcon aria-hidden="true" />
      <strong>{name}</strong>
      <span>Opened for: {purposeLabel(purpose)}</span>
      <Button variant="link" isInline onClick={onChange}>
        Change the purpose
      </Button>
    </section>
  );
}

/** Not to be overlooked, and the way back out. */
function EmergencyBanner({ name, id, until }: { name: string; id: string; until: string | undefined }) {
  const api = useApi();
  const { reload } = useCollections();
  const navigate = useNavigate();
  const { busy, problem, act } = useAct({ once: true });
  const end = until ? new Date(until) : undefined;
  const endsAt = end?.getTime();
  useEffect(() => {
    if (endsAt === undefined) return;
    const timer = setTimeout(reload, Math.max(0, endsAt - Date.now()) + AFTER_MS);
    return () => clearTimeout(timer);
  }, [endsAt, reload]);
  const giveBack = () =>
    act(
      () => api.access.endEmergency(id),
      () => {
        reload();
        void navigate(COLLECTIONS_PATH);
        requestAnimationFrame(() => document.getElementById(MAIN)?.focus());
      },
    );
  return (
    <section className="carrel-record-banner carrel-emergency-banner" aria-label="Emergency access">
      <ExclamationTriangleIcon aria-hidden="true" />
      <strong>{name}</strong>
      <span>
        {end ? `Emergency access until ${clock(end)}.` : 'Emergency access.'} Everything you see is recorded and will be
        reviewed.
      </span>
      <button type="button" className="carrel-give-back" disabled={busy} onClick={giveBack}>
        Give back
      </button>
      {problem && <span role="alert">{problem.title}</span>}
    </section>
  );
}

/** The server's clock may be a little behind. */
const AFTER_MS = 2_000;

function clock(time: Date): string {
  return time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
