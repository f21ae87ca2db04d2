import { FormGroup, TextArea, TextInput } from '@patternfly/react-core';
import { useId } from 'react';
import { FieldHelp } from './FieldHelp';

/** As many characters as the server takes. */
const LONGEST_REASON = 500;

interface Props {
  readonly label?: string;
  /** What helps to say it, and who will read it. */
  readonly help: string;
  /** Without them it is a field of one line, in which Enter submits. */
  readonly rows?: number;
  readonly value: string;
  readonly onChange: (reason: string) => void;
}

/** Why somebody does what is not done without a reason. */
export function ReasonField({ label = 'Reason', help, rows, value, onChange }: Props) {
  const id = useId();
  const field = {
    id,
    isRequired: true,
    maxLength: LONGEST_REASON,
    value,
    onChange: (_: unknown, text: string) => onChange(text),
  };
  return (
    <FormGroup label={label} isRequired fieldId={id}>
      {rows === undefined ? <TextInput {...field} /> : <TextArea {...field} rows={rows} resizeOrientation="vertical" />}
      <FieldHelp>{help}</FieldHelp>
    </FormGroup>
  );
}
