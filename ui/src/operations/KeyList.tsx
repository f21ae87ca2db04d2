import { Button, Label, Timestamp } from '@patternfly/react-core';
import type { ModelKey } from '../api/models';
import { grouped } from './fingerprint';

interface Props {
  readonly keys: readonly ModelKey[];
  readonly onWithdraw: ((key: ModelKey) => void) | undefined;
}

/** Keys with their fingerprints, withdrawn ones too. */
export function KeyList({ keys, onWithdraw }: Props) {
  return (
    <ul className="carrel-rows" aria-label="Publishers’ keys">
      {keys.map((key) => (
        <li key={key.id} data-key={key.name} data-withdrawn={Boolean(key.withdrawnAt)}>
          <div className="carrel-row-words">
            <p className="carrel-labels">
              <strong className="carrel-hash">{key.name}</strong>
              <Label isCompact color={key.withdrawnAt ? 'grey' : 'green'}>
                {key.withdrawnAt ? 'Withdrawn' : 'Counts'}
              </Label>
              <span className="carrel-small carrel-muted">
                since <Timestamp date={new Date(key.withdrawnAt ?? key.acceptedAt)} dateFormat="medium" />
              </span>
            </p>
            <p>
              <code className="carrel-small carrel-fingerprint">{grouped(key.id)}</code>
            </p>
          </div>
          {onWithdraw && !key.withdrawnAt && (
            <Button
              variant="link"
              isDanger
              size="sm"
              aria-label={`Withdraw the key of ${key.name}`}
              onClick={() => onWithdraw(key)}
            >
              Withdraw
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
