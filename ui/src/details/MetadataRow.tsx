import {
  Button,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Form,
  FormSelect,
  FormSelectOption,
  Label,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import PencilAltIcon from '@patternfly/react-icons/dist/esm/icons/pencil-alt-icon';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { MetadataValue, Span } from '../api/types';
import { FieldHelp } from '../app/FieldHelp';
import { useDocumentTypes } from '../documents/DocumentTypesContext';
import { isList, isSame, meantBy, objection, type Row, shownValue, sourceLabel, typed } from './metadataModel';

interface Props {
  readonly row: Row;
  readonly busy: boolean;
  /** Whether it was asked for, to be filled in. */
  readonly adding: boolean;
  readonly onAdded: () => void;
  readonly onSave: (value: MetadataValue) => void;
  readonly onTakeBack: () => void;
  readonly onText: (span: Span) => void;
}

/** One field: what it says, who says so, and a pencil. */
export function MetadataRow({ row, busy, adding, onAdded, onSave, onTakeBack, onText }: Props) {
  const { field, label, said } = row;
  const { label: typeLabel } = useDocumentTypes();
  const [editing, setEditing] = useState(adding);
  const pencil = useRef<HTMLButtonElement>(null);
  const done = () => {
    setEditing(false);
    onAdded();
    // The field that had the focus is gone; the pencil is there again after the next drawing.
    requestAnimationFrame(() => pencil.current?.focus());
  };
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
              if (adding || !isSame(value, said.value)) onSave(value);
            }}
          />
        ) : (
          <div className="carrel-field">
            <span>{shownValue(field, said.value, typeLabel)}</span>
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
          {said.span && said.source === 'machine' && (
            <Button variant="link" isInline size="sm" onClick={() => onText(said.span as Span)}>
              Show where it is said
            </Button>
          )}
          {said.source === 'person' && !editing && (
            <Button variant="link" isInline size="sm" isDisabled={busy} onClick={onTakeBack}>
              Back to the machine’s guess ({shownValue(field, said.guess ?? null, typeLabel)})
            </Button>
          )}
        </div>
      </DescriptionListDescription>
    </DescriptionListGroup>
  );
}

interface FormProps {
  readonly row: Row;
  readonly onSave: (value: MetadataValue) => void;
  readonly onCancel: () => void;
}

function FieldForm({ row: { field, label, said }, onSave, onCancel }: FormProps) {
  const { all } = useDocumentTypes();
  const [value, setValue] = useState(typed(said.value));
  const [refused, setRefused] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const meant = meantBy(field, value);
    const reason = objection(field, meant);
    setRefused(reason);
    if (reason === undefined) onSave(meant);
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
      ) : isList(field) ? (
        <TextArea
          aria-label={`${label}, one a line`}
          autoFocus
          rows={3}
          resizeOrientation="vertical"
          value={value}
          onChange={(_, text) => setValue(text)}
        />
      ) : (
        <TextInput
          aria-label={label}
          autoFocus
          value={value}
          validated={refused ? 'error' : 'default'}
          onChange={(_, text) => setValue(text)}
        />
      )}
      {refused && <FieldHelp variant="error">{refused}</FieldHelp>}
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
