import { Button } from '@patternfly/react-core';
import { useCallback, useRef, useState } from 'react';
import type { Reader } from '../api/access';
import { principalLabel } from '../access/principals';
import { ProblemAlert } from '../api/ProblemAlert';
import { orAbsent } from '../api/problem';
import type { Document } from '../api/types';
import { useAct } from '../api/useAct';
import { useLoad } from '../api/useLoad';
import { useCollections } from '../collections/CollectionsContext';
import { useApi } from '../signin/SessionContext';
import { RestrictDialog } from './RestrictDialog';
import { Section } from './Section';

interface Props {
  readonly document: Document;
  readonly onChanged: () => void;
}

/** Who may read a document: stewards restrict it to some of the collection's readers. */
export function RestrictionSection({ document, onChanged }: Props) {
  const { id, collectionId, restricted, container } = document;
  const collections = useCollections();
  const steward =
    collections.state === 'ready' && (collections.value.find((one) => one.id === collectionId)?.steward ?? false);
  const place = useRef<HTMLDivElement>(null);
  if (!restricted && !steward) return null;
  const changed = () => {
    onChanged();
    // The button that was pressed is not there any more.
    requestAnimationFrame(() => place.current?.focus());
  };
  return (
    <Section title="Who may read this">
      <div ref={place} tabIndex={-1} className="carrel-details-section">
        {container ? (
          <p className="carrel-small">
            {restricted ? 'Only some of the collection’s readers. ' : 'All who read the collection. '}
            It was found in {container.name}: restrict that one, and this goes with it.
          </p>
        ) : restricted ? (
          <Restricted document={document} steward={steward} onChanged={changed} />
        ) : (
          <Open documentId={id} collectionId={collectionId} name={document.name} onChanged={changed} />
        )}
      </div>
    </Section>
  );
}

interface OpenProps {
  readonly documentId: string;
  readonly collectionId: string;
  readonly name: string;
  readonly onChanged: () => void;
}

function Open({ documentId, collectionId, name, onChanged }: OpenProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p className="carrel-small">All who read the collection.</p>
      <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
        Restrict to chosen people
      </Button>
      {asking && (
        <RestrictDialog
          documentId={documentId}
          collectionId={collectionId}
          name={name}
          before={undefined}
          onDone={() => {
            setAsking(false);
            onChanged();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Restricted({ document, steward, onChanged }: Props & { steward: boolean }) {
  const api = useApi();
  const { id, collectionId, name } = document;
  const restriction = useLoad(useCallback((signal) => orAbsent(api.access.restriction(id, signal)), [api, id]));
  const [asking, setAsking] = useState(false);
  const [lifting, setLifting] = useState(false);
  const { busy, problem, act, forget } = useAct();
  const lift = useRef<HTMLButtonElement>(null);
  if (restriction.state === 'failed')
    return <ProblemAlert problem={restriction.problem} onRetry={restriction.reload} />;
  if (restriction.state === 'loading' || !restriction.value) return null;
  const { reason, readers } = restriction.value;
  const unrestrict = () => act(() => api.access.unrestrict(id).finally(() => setLifting(false)), onChanged);
  return (
    <>
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
      <Readers readers={readers} />
      {reason && <p className="carrel-small carrel-muted">Reason: {reason}</p>}
      {steward && !lifting && (
        <div className="carrel-field">
          <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
            Change
          </Button>
          <Button ref={lift} variant="link" size="sm" onClick={() => setLifting(true)}>
            Lift the restriction
          </Button>
        </div>
      )}
      {steward && lifting && (
        <div className="carrel-field" role="group" aria-label="Lift the restriction">
          <span className="carrel-small">All who read the collection will read it.</span>
          <Button variant="primary" size="sm" autoFocus isLoading={busy} isDisabled={busy} onClick={unrestrict}>
            Lift it
          </Button>
          <Button
            variant="link"
            size="sm"
            onClick={() => {
              setLifting(false);
              requestAnimationFrame(() => lift.current?.focus());
            }}
          >
            Keep it
          </Button>
        </div>
      )}
      {asking && (
        <RestrictDialog
          documentId={id}
          collectionId={collectionId}
          name={name}
          before={restriction.value}
          onDone={() => {
            setAsking(false);
            restriction.reload();
            onChanged();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function Readers({ readers }: { readers: readonly Reader[] }) {
  if (readers.length === 0) return <p className="carrel-small">Nobody, until a steward who may read it lifts this.</p>;
  return (
    <ul className="carrel-related" aria-label="Readers">
      {readers.map((reader) => (
        <li key={`${reader.principal.kind} ${reader.principal.name}`}>{principalLabel(reader)}</li>
      ))}
    </ul>
  );
}
