import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { FieldHelp } from '../app/FieldHelp';
import type { Asking } from './PdfView';

/** The original is kept as it came: a page of an encrypted file is drawn only for someone with its password. */
export function PagePassword({ asking }: { asking: Asking }) {
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '') asking.answer(password);
  };
  return (
    <Form className="carrel-page-password" onSubmit={submit}>
      <p>The original is encrypted. Its password opens it here; its text can be read without.</p>
      <FormGroup label="Password of the file" fieldId="page-password">
        <TextInput
          id="page-password"
          type="password"
          autoComplete="off"
          value={password}
          validated={asking.wrong ? 'error' : 'default'}
          onChange={(_, value) => setPassword(value)}
        />
        {asking.wrong && <FieldHelp variant="error">This is not its password.</FieldHelp>}
      </FormGroup>
      <Button type="submit" isDisabled={password === ''}>
        Open
      </Button>
    </Form>
  );
}
