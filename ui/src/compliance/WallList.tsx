import { Button, EmptyState, EmptyStateBody, Spinner, Timestamp, Title } from '@patternfly/react-core';
import { useState } from 'react';
import { principalLabel } from '../access/principals';
import type { Wall } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import type { Loaded } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';

interface Props {
  readonly walls: Loaded<readonly Wall[]> & { reload(): void };
}

/** The ethical walls that stand. */
export function WallList({ walls }: Props) {
  const api = useApi();
  const [asked, setAsked] = useState<string>();
  const [kept, setKept] = useState<string>();
  const { problem, act, forget } = useAct();
  const lift = (id: string) => {
    setAsked(undefined);
    document.getElementById('walls-title')?.focus();
    act(() => api.access.liftWall(id), walls.reload);
  };
  return (
    <section aria-labelledby="walls-title" className="carrel-access-section">
      <Title headingLevel="h2" size="lg" id="walls-title" tabIndex={-1}>
        Ethical walls
      </Title>
      {problem && <ProblemAlert problem={problem} onClose={forget} />}
      {walls.state === 'loading' && <Spinner size="lg" aria-label="Loading the walls" />}
      {walls.state === 'failed' && <ProblemAlert problem={walls.problem} onRetry={walls.reload} />}
      {walls.state === 'ready' && walls.value.length === 0 && (
        <EmptyState titleText="No wall stands" headingLevel="h3" variant="xs">
          <EmptyStateBody>Find a collection above to keep somebody out of it.</EmptyStateBody>
        </EmptyState>
      )}
      {walls.state === 'ready' && walls.value.length > 0 && (
        <table className="carrel-table" aria-label="Ethical walls">
          <thead>
            <tr>
              <th scope="col">Keeps out</th>
              <th scope="col">Of</th>
              <th scope="col">Reason</th>
              <th scope="col">Raised</th>
              <th scope="col">
                <span className="pf-v6-screen-reader">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {walls.value.map((wall) => (
              <tr key={wall.id} data-wall={principalLabel(wall)}>
                <td>{principalLabel(wall)}</td>
                <td>{wall.collectionName}</td>
                <td>{wall.reason}</td>
                <td>
                  <Timestamp date={new Date(wall.raisedAt)} dateFormat="medium" />
                  <span className="carrel-small carrel-muted"> by {wall.raisedBy}</span>
                </td>
                <td className="carrel-access-row-action">
                  {asked === wall.id ? (
                    <>
                      <Button variant="danger" size="sm" autoFocus onClick={() => lift(wall.id)}>
                        Lift it
                      </Button>
                      <Button
                        variant="link"
                        size="sm"
                        onClick={() => {
                          setAsked(undefined);
                          setKept(wall.id);
                        }}
                      >
                        Keep
                      </Button>
                    </>
                  ) : (
                    <Button
                      variant="link"
                      isInline
                      autoFocus={kept === wall.id}
                      aria-label={`Lift the wall that keeps out ${principalLabel(wall)}`}
                      onClick={() => {
                        setAsked(wall.id);
                        setKept(undefined);
                      }}
                    >
                      Lift
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
