import { Button, FormGroup, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useEffect, useState } from 'react';
import { ACTIONS } from './actions';
import { type EventFilter, EVERYTHING, isEverything } from './eventFilter';

const LONGEST = 200;

interface Props {
  readonly filter: EventFilter;
  readonly onChange: (filter: EventFilter) => void;
}

/** The entries to look for. Nothing is asked of the server, where looking is recorded, before it is sent. */
export function EventFilterForm({ filter, onChange }: Props) {
  const [draft, setDraft] = useState(filter);
  const address = JSON.stringify(filter);
  useEffect(() => setDraft(JSON.parse(address) as EventFilter), [address]);
  const set = (field: keyof EventFilter) => (_: unknown, value: string) => setDraft({ ...draft, [field]: value });
  return (
    <form
      className="carrel-event-filter"
      aria-label="Filter the events"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(draft);
      }}
    >
      <FormGroup label="Action" fieldId="event-action">
        <FormSelect id="event-action" value={draft.action} onChange={set('action')}>
          <FormSelectOption value="" label="Any" />
          {ACTIONS.map(([action, label]) => (
            <FormSelectOption key={action} value={action} label={label} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label="Person" fieldId="event-actor">
        <TextInput id="event-actor" maxLength={LONGEST} value={draft.actor} onChange={set('actor')} />
      </FormGroup>
      <FormGroup label="Collection" fieldId="event-collection">
        <TextInput id="event-collection" maxLength={LONGEST} value={draft.collection} onChange={set('collection')} />
      </FormGroup>
      <FormGroup label="Document" fieldId="event-document">
        <TextInput id="event-document" maxLength={LONGEST} value={draft.document} onChange={set('document')} />
      </FormGroup>
      <FormGroup label="From" fieldId="event-from">
        <TextInput id="event-from" type="date" value={draft.from} onChange={set('from')} />
      </FormGroup>
      <FormGroup label="To" fieldId="event-to">
        <TextInput id="event-to" type="date" value={draft.to} onChange={set('to')} />
      </FormGroup>
      <div className="carrel-event-filter-buttons">
        <Button type="submit">Show</Button>
        <Button variant="link" isInline isDisabled={isEverything(filter)} onClick={() => onChange(EVERYTHING)}>
          Show everything
        </Button>
      </div>
    </form>
  );
}
