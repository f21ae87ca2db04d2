import { FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface Props {
  readonly variant?: 'default' | 'error';
  readonly children: ReactNode;
}

/** What helps to fill in the field above it, or what is wrong with what stands there. */
export function FieldHelp({ variant = 'default', children }: Props) {
  return (
    <FormHelperText>
      <HelperText>
        <HelperTextItem variant={variant}>{children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
