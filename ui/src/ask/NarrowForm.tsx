import { Button, FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useDocumentTypes } from '../documents/DocumentTypesContext';
import { type Narrowing, WIDE } from './narrowing';

const LONGEST = 200;

interface Props {
  readonly id: string;
  readonly narrowing: Narrowing;
  readonly onChange: (narrowing: Narrowing) => void;
}

/** Which documents, and which part of them, the next question looks into. */
export function NarrowForm({ id, narrowing, onChange }: Props) {
  const types = useDocumentTypes();
  const set = (field: keyof Narrowing) => (_: unknown, value: string) => onChange({ ...narrowing, [field]: value });
  return (
    <div id={id} className="carrel-narrow" role="group" aria-label="Narrow the question">
      <FormGroup label="Type" fieldId={`${id}-type`}>
        <FormSelect id={`${id}-type`} value={narrowing.type} onChange={set('type')}>
          <FormSelectOption value="" label="Any" />
          {types.all.map((type) => (
            <FormSelectOption key={type.id} value={type.id} label={type.label} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label="Dated from" fieldId={`${id}-from`}>
        <TextInput id={`${id}-from`} type="date" value={narrowing.from} onChange={set('from')} />
      </FormGroup>
      <FormGroup label="Dated to" fieldId={`${id}-to`}>
        <TextInput id={`${id}-to`} type="date" value={narrowing.to} onChange={set('to')} />
      </FormGroup>
      <FormGroup label="Party" fieldId={`${id}-party`}>
        <TextInput id={`${id}-party`} maxLength={LONGEST} value={narrowing.party} onChange={set('party')} />
      </FormGroup>
      <FormGroup label="Section" fieldId={`${id}-section`}>
        <TextInput id={`${id}-section`} maxLength={LONGEST} value={narrowing.section} onChange={set('section')} />
      </FormGroup>
      <Button variant="link" isInline isDisabled={narrowing === WIDE} onClick={() => onChange(WIDE)}>
        Look everywhere
      </Button>
    </div>
  );
}
