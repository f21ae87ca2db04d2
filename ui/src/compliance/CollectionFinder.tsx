import { Button, Label, SearchInput, Spinner, Title } from '@patternfly/react-core';
import { useCallback, useState } from 'react';
import { MembersDialog } from '../access/MembersDialog';
import type { OverseenCollection } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { WallDialog } from './WallDialog';

const LONGEST = 200;
/** The server names no more at once. */
const MOST = 50;

interface Props {
  readonly onWall: () => void;
}

/** Any collection by name, to see to its members or to keep somebody out; nothing that lies in it. */
export function CollectionFinder({ onWall }: Props) {
  const api = useApi();
  const [words, setWords] = useState('');
  const [wanted, setWanted] = useState('');
  const found = useLoad(useCallback(() => api.access.overseen(wanted), [api, wanted]));
  const [membersOf, setMembersOf] = useState<OverseenCollection>();
  const [wallAround, setWallAround] = useState<OverseenCollection>();
  const shown = found.state === 'ready' ? found.value : undefined;
  return (
    <section aria-labelledby="finder-title" className="carrel-access-section">
      <Title headingLevel="h2" size="lg" id="finder-title">
        Collections
      </Title>
      <p className="carrel-muted">
        You can see to the members of every collection and keep people out of it. That opens nothing of what lies in it.
      </p>
      <SearchInput
        className="carrel-finder"
        aria-label="Name of a collection"
        placeholder="A part of the name, then Enter"
        submitSearchButtonLabel="Find"
        resetButtonLabel="Empty the name"
        value={words}
        maxLength={LONGEST}
        onChange={(_, value) => setWords(value)}
        onSearch={() => setWanted(words.trim())}
        onClear={() => {
          setWords('');
          setWanted('');
        }}
      />
      {found.state === 'loading' && <Spinner size="lg" aria-label="Loading the collections" />}
      {found.state === 'failed' && <ProblemAlert problem={found.problem} onRetry={found.reload} />}
      {shown?.length === 0 && (
        <p className="carrel-muted">
          {wanted.trim() === '' ? 'There is no collection yet.' : 'No collection has this in its name.'}
        </p>
      )}
      {shown && shown.length > 0 && (
        <table className="carrel-table" aria-label="Collections">
          <tbody>
            {shown.map((collection) => (
              <tr key={collection.id} data-collection={collection.name}>
                <th scope="row">{collection.name}</th>
                <td>
                  <Label isCompact color={collection.kind === 'patient' ? 'teal' : 'blue'}>
                    {collection.kind === 'patient' ? 'Patient' : 'Matter'}
                  </Label>
                </td>
                <td>
                  <div className="carrel-access-buttons">
                    <Button
                      variant="link"
                      isInline
                      aria-label={`Members of ${collection.name}`}
                      onClick={() => setMembersOf(collection)}
                    >
                      Members
                    </Button>
                    <Button
                      variant="link"
                      isInline
                      aria-label={`Raise a wall around ${collection.name}`}
                      onClick={() => setWallAround(collection)}
                    >
                      Raise a wall
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown && shown.length >= MOST && (
        <p className="carrel-small carrel-muted">These are the first {MOST}. A part of the name finds others.</p>
      )}
      {membersOf && <MembersDialog collection={membersOf} mayChange onClose={() => setMembersOf(undefined)} />}
      {wallAround && (
        <WallDialog
          collection={wallAround}
          onRaised={() => {
            setWallAround(undefined);
            onWall();
          }}
          onClose={() => setWallAround(undefined)}
        />
      )}
    </section>
  );
}
