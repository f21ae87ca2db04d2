import {
  Bullseye,
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  PageSection,
  Spinner,
} from '@patternfly/react-core';
import FolderOpenIcon from '@patternfly/react-icons/dist/esm/icons/folder-open-icon';
import { useMemo, useState } from 'react';
import { Outlet, useNavigate, useOutletContext, useParams } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Collection } from '../api/types';
import { MAIN } from '../app/main';
import { useCollections } from '../collections/CollectionsContext';
import { CLINICIAN_ROLE, COLLECTIONS_PATH } from '../collections/routes';
import { ApiContext, useMe, useSession } from '../signin/SessionContext';
import { EmergencyDialog } from './EmergencyDialog';
import { PurposeDialog } from './PurposeDialog';
import { EMERGENCY, type Purpose, statedPurpose, statePurpose } from './purposes';
import { RecordBanner } from './RecordBanner';
import './access.css';

/** The collection whose pages these are; only below CollectionGate. */
export function useOpenCollection(): Collection {
  return useOutletContext<Collection>();
}

/** Before all pages of a collection: whether it is there for this person and, for a patient's, what for. */
export function CollectionGate() {
  const { collectionId = '' } = useParams();
  const collections = useCollections();
  if (collections.state === 'loading') {
    return (
      <Bullseye>
        <Spinner aria-label="Loading the collection" />
      </Bullseye>
    );
  }
  if (collections.state === 'failed') {
    return (
      <PageSection isFilled>
        <ProblemAlert problem={collections.problem} onRetry={collections.reload} />
      </PageSection>
    );
  }
  const collection = collections.value.find(({ id }) => id === collectionId);
  if (!collection) return <NotThere onRetry={collections.reload} />;
  return collection.kind === 'patient' ? (
    <PatientRecord key={collection.id} collection={collection} />
  ) : (
    <Outlet context={collection} />
  );
}

function NotThere({ onRetry }: { onRetry: () => void }) {
  const navigate = useNavigate();
  const { roles } = useMe();
  const [emergency, setEmergency] = useState(false);
  return (
    <PageSection isFilled>
      <EmptyState titleText="This collection is not there" headingLevel="h1" icon={FolderOpenIcon}>
        <EmptyStateBody>Or it is not yours to read; its stewards can let you in.</EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={() => void navigate(COLLECTIONS_PATH)}>To the collections</Button>
            <Button variant="link" onClick={onRetry}>
              Look again
            </Button>
          </EmptyStateActions>
          {roles.includes(CLINICIAN_ROLE) && (
            <EmptyStateActions>
              <Button variant="link" isDanger onClick={() => setEmergency(true)}>
                Emergency access to a patient’s record
              </Button>
            </EmptyStateActions>
          )}
        </EmptyStateFooter>
      </EmptyState>
      {emergency && <EmergencyDialog onClose={() => setEmergency(false)} />}
    </PageSection>
  );
}

/** Shows nothing of a patient before a purpose was stated, and states it in every call after that. */
function PatientRecord({ collection }: { collection: Collection }) {
  const { api } = useSession();
  const { subject } = useMe();
  const navigate = useNavigate();
  const [stated, setStated] = useState(() => statedPurpose(sessionStorage, subject, collection.id));
  const [asking, setAsking] = useState(false);
  // Who opened it as an emergency said what for.
  const purpose = stated ?? (collection.breakGlass ? EMERGENCY : undefined);
  const calls = useMemo(() => (purpose ? api.withPurpose(purpose) : api), [api, purpose]);
  const state = (chosen: Purpose) => {
    statePurpose(sessionStorage, subject, collection.id, chosen);
    setStated(chosen);
    setAsking(false);
    // What opened the first dialog was on another page.
    if (!purpose) requestAnimationFrame(() => document.getElementById(MAIN)?.focus());
  };
  if (!purpose) {
    return (
      <PurposeDialog
        name={collection.name}
        before={undefined}
        onStated={state}
        onClose={() => void navigate(COLLECTIONS_PATH)}
      />
    );
  }
  return (
    <ApiContext.Provider value={calls}>
      <div className="carrel-record-frame">
        <RecordBanner collection={collection} purpose={purpose} onChange={() => setAsking(true)} />
        <div className="carrel-record-page">
          <Outlet context={collection} />
        </div>
      </div>
      {asking && (
        <PurposeDialog name={collection.name} before={purpose} onStated={state} onClose={() => setAsking(false)} />
      )}
    </ApiContext.Provider>
  );
}
