import { Label } from '@patternfly/react-core';
import type { AuditEvent } from '../api/types';

const SHOWN = {
  SUCCESS: ['done', 'grey'],
  DENIED: ['refused', 'orange'],
  FAILED: ['failed', 'red'],
} as const;

/** In words, so that colour is not all that tells them apart. */
export function Outcome({ outcome }: Pick<AuditEvent, 'outcome'>) {
  const [word, color] = SHOWN[outcome];
  return (
    <Label isCompact color={color}>
      {word}
    </Label>
  );
}
