import {
  Button,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Label,
  TextInput,
} from '@patternfly/react-core';
import PencilAltIcon from '@patternfly/react-icons/dist/esm/icons/pencil-alt-icon';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { Said } from '../api/types';
import { useDocumentTypes } from '../documents/DocumentTypesContext';
import { guessBehind, objection, type Row, shownValue, sourceLabel } from './metadataModel';

interface Props {
  readonly row: Row;
  readonly busy: boolean;
  readonly onSave: (value: string) => void;
  readonly onTakeBack: () => void;
  readonly onSaid: (said: Said) => void;
}

/** One field: what it says, who says so, and a pencil. */
export function MetadataRow({ row, busy, onSave, onTakeBack, onSaid }: Props) {
  const { field, label, said } = row;
  const { label: typeLabel } = useDocumentTypes();
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const done = () => {
    setEditing(false);
    // The field that had the focus is gone; the pencil is there again after the next drawing.
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const behind = guessBehind(said);
  const source = sourceLabel(said);
  return (
    <DescriptionListGroup data-field={field}>
      <DescriptionListTerm>{label}</DescriptionListTerm>
      <DescriptionListDescription>
        {editing ? (
          <FieldForm
            row={row}
            onCancel={done}
            onSave={(value) => {
              done();
              if (value !== said.value) onSave(value);
            }}
          />
        ) : (
          <div className="carrel-field">
            <span>{said.value ? shownValue(field, said.value, typeLabel) : 'Not known'}</span>
            <Button
              ref={pencil}
              variant="plain"
              size="sm"
              icon={<PencilAltIcon />}
              aria-label={`Change ${label.toLowerCase()}`}
              isDisabled={busy}
              onClick={() => setEditing(true)}
            />
          </div>
        )}
        <div className="carrel-field-source">
          {source !== '' && (
            <Label isCompact color={said.source === 'person' ? 'blue' : 'grey'}>
              {source}
            </Label>
          )}
          {said.said && (
            <Button variant="link" isInline size="sm" onClick={() => onSaid(said.said as Said)}>
              Show where it is said
            </Button>
          )}
          {behind !== undefined && !editing && (
            <Button variant="link" isInline size="sm" isDisabled={busy} onClick={onTakeBack}>
              Back to the machine’s guess{behind && ` (${shownValue(field, behind, typeLabel)})`}
            </Button>
          )}
        </div>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}

interface FormProps {
  readonly row: Row;
  readonly onSave: (value: string) => void;
  readonly onCancel: () => void;
}

function FieldForm({ row: { field, label, said }, onSave, onCancel }: FormProps) {
  const { all } = useDocumentTypes();
  const [value, setValue] = useState(said.value ?? '');
  const [refused, setRefused] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reason = objection(field, value);
    setRefused(reason);
    if (reason === undefined) onSave(value.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <Form className="carrel-field-form" onSubmit={submit} onKeyDown={onKeyDown}>
      {field === 'type' && all.length > 0 ? (
        <FormSelect aria-label={label} autoFocus value={value} onChange={(_, chosen) => setValue(chosen)}>
          {value === '' && <FormSelectOption value="" label="Choose a type" isPlaceholder />}
          {all.map((type) => (
            <FormSelectOption key={type.id} value={type.id} label={type.label} />
          ))}
        </FormSelect>
      ) : (
        <TextInput
          aria-label={label}
          autoFocus
          value={value}
          validated={refused ? 'error' : 'default'}
          onChange={(_, typed) => setValue(typed)}
        />
      )}
      {refused && (
        <FormHelperText>
          <HelperText>
            <HelperTextItem variant="error">{refused}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
      <div className="carrel-field">
        <Button type="submit" size="sm">
          Save
        </Button>
        <Button variant="link" size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
