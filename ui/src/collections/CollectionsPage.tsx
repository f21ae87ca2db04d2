import {
  Bullseye,
  Button,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Flex,
  FlexItem,
  Gallery,
  Label,
  PageSection,
  Spinner,
  Title,
} from '@patternfly/react-core';
import AmbulanceIcon from '@patternfly/react-icons/dist/esm/icons/ambulance-icon';
import FolderOpenIcon from '@patternfly/react-icons/dist/esm/icons/folder-open-icon';
import UsersIcon from '@patternfly/react-icons/dist/esm/icons/users-icon';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { EmergencyDialog } from '../access/EmergencyDialog';
import { MembersDialog } from '../access/MembersDialog';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Collection } from '../api/types';
import { useCollections } from './CollectionsContext';
import { CreateCollection } from './CreateCollection';
import { useMe } from '../signin/SessionContext';
import { CLINICIAN_ROLE, isReader, toAsk } from './routes';

export function CollectionsPage() {
  const collections = useCollections();
  const [creating, setCreating] = useState(false);
  const [emergency, setEmergency] = useState(false);
  const navigate = useNavigate();
  const { roles } = useMe();
  if (!isReader(roles)) return <ReadsNothing />;
  const created = (collection: Collection) => {
    setCreating(false);
    collections.reload();
    void navigate(toAsk(collection.id));
  };
  const open = () => setCreating(true);
  return (
    <PageSection isFilled>
      <Flex className="carrel-heading">
        <FlexItem grow={{ default: 'grow' }}>
          <Title headingLevel="h1">Collections</Title>
        </FlexItem>
        {roles.includes(CLINICIAN_ROLE) && (
          <Button variant="secondary" isDanger icon={<AmbulanceIcon />} onClick={() => setEmergency(true)}>
            Emergency access
          </Button>
        )}
        {collections.state === 'ready' && collections.value.length > 0 && (
          <Button onClick={open}>New collection</Button>
        )}
      </Flex>
      {collections.state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading collections" />
        </Bullseye>
      )}
      {collections.state === 'failed' && <ProblemAlert problem={collections.problem} onRetry={collections.reload} />}
      {collections.state === 'ready' &&
        (collections.value.length === 0 ? (
          <NoCollections onCreate={open} />
        ) : (
          <CollectionCards collections={collections.value} />
        ))}
      {creating && <CreateCollection onCreated={created} onClose={() => setCreating(false)} />}
      {emergency && <EmergencyDialog onClose={() => setEmergency(false)} />}
    </PageSection>
  );
}

function ReadsNothing() {
  return (
    <PageSection isFilled>
      <EmptyState titleText="Your roles open no documents" headingLevel="h1" icon={FolderOpenIcon}>
        <EmptyStateBody>
          Whoever runs the server or answers for its audit log reads none of what it holds. To read, sign in as a person
          with the role legal or clinician; a steward then lets them into a collection.
        </EmptyStateBody>
      </EmptyState>
    </PageSection>
  );
}

function NoCollections({ onCreate }: { onCreate: () => void }) {
  return (
    <EmptyState titleText="No collections yet" headingLevel="h2" icon={FolderOpenIcon}>
      <EmptyStateBody>
        A collection holds the documents of one matter or one patient. Only its members can read it, ask it, or learn
        that it exists.
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button onClick={onCreate}>New collection</Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function CollectionCards({ collections }: { collections: readonly Collection[] }) {
  const navigate = useNavigate();
  const { reload } = useCollections();
  const [membersOf, setMembersOf] = useState<Collection>();
  return (
    <>
      <Gallery hasGutter minWidths={{ default: '260px' }} aria-label="Collections" component="ul">
        {collections.map((collection) => (
          <li key={collection.id} className="carrel-collection">
            <Card isClickable isFullHeight>
              <CardHeader
                selectableActions={{
                  onClickAction: () => void navigate(toAsk(collection.id)),
                  selectableActionAriaLabel: `Open ${collection.name}`,
                }}
              >
                <CardTitle component="h2">{collection.name}</CardTitle>
              </CardHeader>
              <CardBody>
                <Flex>
                  <Label isCompact color={collection.kind === 'patient' ? 'teal' : 'blue'}>
                    {collection.kind === 'patient' ? 'Patient' : 'Matter'}
                  </Label>
                  {collection.breakGlass && (
                    <Label isCompact color="red">
                      Emergency access
                    </Label>
                  )}
                  {collection.documents !== undefined && <span>{count(collection.documents)}</span>}
                </Flex>
              </CardBody>
            </Card>
            <Button
              variant="plain"
              className="carrel-collection-members"
              icon={<UsersIcon />}
              aria-label={`Members of ${collection.name}`}
              title="Members"
              onClick={() => setMembersOf(collection)}
            />
          </li>
        ))}
      </Gallery>
      {membersOf && (
        <MembersDialog
          collection={membersOf}
          mayChange={membersOf.steward ?? false}
          onClose={() => setMembersOf(undefined)}
          onChanged={reload}
        />
      )}
    </>
  );
}

function count(documents: number): string {
  return documents === 1 ? '1 document' : `${documents} documents`;
}
