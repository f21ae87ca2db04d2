import { Bullseye, Button, EmptyState, EmptyStateBody, EmptyStateFooter, Spinner, Title } from '@patternfly/react-core';
import KeyIcon from '@patternfly/react-icons/dist/esm/icons/key-icon';
import { useCallback, useState } from 'react';
import type { ModelKey } from '../api/models';
import { ProblemAlert } from '../api/ProblemAlert';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { AcceptKeyDialog } from './AcceptKeyDialog';
import { ConfirmDialog } from './ConfirmDialog';
import { KeyList } from './KeyList';
import { useOperations } from './useOperations';

/** The publishers whose signatures count. */
export function KeysPage() {
  const { models } = useApi();
  const { list, mayAct, reload, say } = useOperations();
  const keys = useLoad(useCallback((signal) => models.keys(signal), [models]));
  const [accepting, setAccepting] = useState(false);
  const [withdrawing, setWithdrawing] = useState<ModelKey>();
  const changed = (title: string) => {
    say({ title, variant: 'success' });
    setAccepting(false);
    setWithdrawing(undefined);
    keys.reload();
    reload();
  };
  const signed = withdrawing
    ? list.items.filter(({ key, trust }) => key?.id === withdrawing.id && trust === 'signed')
    : [];
  return (
    <section className="carrel-operations-section">
      <div className="carrel-operations-heading">
        <Title headingLevel="h2" size="lg">
          Publishers’ keys
        </Title>
        {mayAct && keys.state === 'ready' && keys.value.length > 0 && (
          <Button variant="secondary" onClick={() => setAccepting(true)}>
            Accept a key
          </Button>
        )}
      </div>
      {keys.state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the keys" />
        </Bullseye>
      )}
      {keys.state === 'failed' && <ProblemAlert problem={keys.problem} onRetry={keys.reload} />}
      {keys.state === 'ready' &&
        (keys.value.length === 0 ? (
          <NoKeys onAccept={mayAct ? () => setAccepting(true) : undefined} />
        ) : (
          <KeyList keys={keys.value} onWithdraw={mayAct ? setWithdrawing : undefined} />
        ))}
      {accepting && (
        <AcceptKeyDialog
          onAccepted={(name) => changed(`The key of ${name} counts now`)}
          onClose={() => setAccepting(false)}
        />
      )}
      {withdrawing && (
        <ConfirmDialog
          title={`Withdraw the key of ${withdrawing.name}?`}
          confirm="Withdraw"
          isDanger
          call={() => models.withdrawKey(withdrawing.id)}
          onDone={() => changed(`The key of ${withdrawing.name} does not count any more`)}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>Its signatures count no more: nothing that it signs is imported, and what it vouched for is not opened.</p>
          <p>
            {signed.length === 0
              ? 'No model here rests on it.'
              : `This concerns ${signed.map(({ name }) => name).join(', ')}.`}
          </p>
          <p className="carrel-small carrel-muted">
            The key can be accepted again. Your password may be asked for again.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function NoKeys({ onAccept }: { onAccept: (() => void) | undefined }) {
  return (
    <EmptyState titleText="No publisher’s key is accepted" headingLevel="h3" icon={KeyIcon} variant="sm">
      <EmptyStateBody>
        Whoever publishes a model signs its manifest with an Ed25519 key. Once you have accepted the public key, models
        that it signs are imported without a reason being given, and any change to their files is noticed.
      </EmptyStateBody>
      {onAccept && (
        <EmptyStateFooter>
          <Button onClick={onAccept}>Accept a key</Button>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
