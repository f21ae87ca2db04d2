import { Button, Label } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Candidate } from '../api/models';
import { diskSize } from './modelsModel';
import { KEYS_PATH } from './routes';

interface Props {
  readonly candidates: readonly Candidate[];
  readonly onImport: (candidate: Candidate) => void;
}

/** What lies in the incoming folder, and who vouches for it. */
export function CandidateList({ candidates, onImport }: Props) {
  return (
    <ul className="carrel-rows" aria-label="In the incoming folder">
      {candidates.map((candidate) => (
        <li key={candidate.path} data-candidate={candidate.path}>
          <div className="carrel-row-words">
            <p>
              <strong className="carrel-hash">{candidate.path}</strong>{' '}
              <span className="carrel-muted">{diskSize(candidate.bytes)}</span>
            </p>
            <p className="carrel-small">
              <Voucher candidate={candidate} />
            </p>
          </div>
          {!candidate.fault && (
            <Button
              variant="secondary"
              size="sm"
              aria-label={`Import ${candidate.path}`}
              onClick={() => onImport(candidate)}
            >
              Import
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Voucher({ candidate: { manifest, stated, key, fault } }: { candidate: Candidate }) {
  if (!manifest) return <span className="carrel-muted">Nobody vouches for it: it has no manifest.</span>;
  const called = stated && `${stated.name} ${stated.version}, ${stated.licence}`;
  if (fault) {
    return (
      <>
        <Label isCompact color="red">
          Refused
        </Label>{' '}
        {called && <>{called}: </>}
        {fault}.
        {stated && (
          <>
            {' '}
            If you know whose it is, <Link to={KEYS_PATH}>accept the publisher’s key</Link> first.
          </>
        )}
      </>
    );
  }
  return (
    <>
      <Label isCompact color="green">
        Signed
      </Label>{' '}
      by {key}: {called}
    </>
  );
}
