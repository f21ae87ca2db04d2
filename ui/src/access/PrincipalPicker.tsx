import { FormGroup, FormSelect, FormSelectOption, Radio, SearchInput, TextInput } from '@patternfly/react-core';
import { useId, useState } from 'react';
import type { Person, Principal } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { problemFrom } from '../api/problem';
import type { Problem } from '../api/types';
import { FieldHelp } from '../app/FieldHelp';
import { useApi } from '../signin/SessionContext';
import { type Named, ROLES } from './principals';

const KINDS = [
  ['subject', 'A person'],
  ['group', 'A group'],
  ['role', 'Everybody with a role'],
] as const;
const LONGEST = 200;

interface Props {
  readonly label: string;
  readonly onChange: (chosen: Named | undefined) => void;
}

/** One person, group or role. Nobody is looked up, which is recorded, before the name is sent. */
export function PrincipalPicker({ label, onChange }: Props) {
  const id = useId();
  const [kind, setKind] = useState<Principal['kind']>('subject');
  const choose = (next: Principal['kind']) => {
    setKind(next);
    onChange(undefined);
  };
  return (
    <>
      <FormGroup role="radiogroup" label={label} fieldId={`${id}-kind`} isRequired isInline>
        {KINDS.map(([value, text]) => (
          <Radio
            key={value}
            id={`${id}-${value}`}
            name={`${id}-kind`}
            label={text}
            isChecked={kind === value}
            onChange={() => choose(value)}
          />
        ))}
      </FormGroup>
      {kind === 'subject' && <PersonField onChange={onChange} />}
      {kind === 'role' && <RoleField onChange={onChange} />}
      {kind === 'group' && <GroupField onChange={onChange} />}
    </>
  );
}

type FieldProps = Pick<Props, 'onChange'>;

function PersonField({ onChange }: FieldProps) {
  const api = useApi();
  const id = useId();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly Person[]>();
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const forget = () => {
    setFound(undefined);
    setChosen(undefined);
    onChange(undefined);
  };
  const find = () => {
    if (words.trim() === '') return;
    forget();
    setProblem(undefined);
    api.access.people(words.trim()).then(setFound, (error: unknown) => setProblem(problemFrom(error)));
  };
  const choose = (person: Person) => {
    setChosen(person.subject);
    onChange({ principal: { kind: 'subject', name: person.subject }, name: person.name });
  };
  return (
    <FormGroup label="Name" fieldId={`${id}-name`} isRequired>
      <SearchInput
        searchInputId={`${id}-name`}
        aria-label="Name of the person"
        placeholder="The beginning of a name, then Enter"
        submitSearchButtonLabel="Find"
        resetButtonLabel="Empty the name"
        value={words}
        maxLength={LONGEST}
        onChange={(_, value) => setWords(value)}
        onSearch={(event) => {
          event.preventDefault();
          find();
        }}
        onClear={() => {
          setWords('');
          forget();
        }}
      />
      <div role="status">
        {found?.length === 0 && <p className="carrel-small carrel-muted">Nobody of this name has signed in so far.</p>}
      </div>
      {problem && <ProblemAlert problem={problem} onRetry={find} />}
      {found && found.length > 0 && (
        <div role="radiogroup" aria-label="People found" className="carrel-found">
          {found.map((person) => (
            <Radio
              key={person.subject}
              id={`${id}-${person.subject}`}
              name={`${id}-found`}
              label={person.name}
              description={<span className="carrel-small">{person.subject}</span>}
              isChecked={chosen === person.subject}
              onChange={() => choose(person)}
            />
          ))}
        </div>
      )}
      <FieldHelp>People can be found once they have signed in.</FieldHelp>
    </FormGroup>
  );
}

function RoleField({ onChange }: FieldProps) {
  const id = useId();
  const [role, setRole] = useState('');
  return (
    <FormGroup label="Role" fieldId={id} isRequired>
      <FormSelect
        id={id}
        value={role}
        onChange={(_, value) => {
          setRole(value);
          onChange(value === '' ? undefined : { principal: { kind: 'role', name: value } });
        }}
      >
        <FormSelectOption value="" label="Choose a role" isPlaceholder />
        {ROLES.map(([value, text]) => (
          <FormSelectOption key={value} value={value} label={text} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}

function GroupField({ onChange }: FieldProps) {
  const id = useId();
  const [group, setGroup] = useState('');
  return (
    <FormGroup label="Group" fieldId={id} isRequired>
      <TextInput
        id={id}
        value={group}
        maxLength={LONGEST}
        onChange={(_, value) => {
          setGroup(value);
          const name = value.trim();
          onChange(name === '' ? undefined : { principal: { kind: 'group', name } });
        }}
      />
      <FieldHelp>Exactly as the sign-in service calls it, such as /cardiology.</FieldHelp>
    </FormGroup>
  );
}
