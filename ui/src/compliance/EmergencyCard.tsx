import { Button, Form, FormGroup, Label, Radio, TextArea } from '@patternfly/react-core';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import type { Emergency, Verdict } from '../api/access';
import { ProblemAlert } from '../api/ProblemAlert';
import { useAct } from '../api/useAct';
import { useApi, useMe } from '../signin/SessionContext';
import { eventsOf, standing } from './emergencyModel';

const STANDING = {
  open: ['open now', 'red'],
  'given back': ['given back', 'grey'],
  ended: ['ended', 'grey'],
  taken: ['taken away', 'orange'],
} as const;

const MAX_NOTE = 2_000;

interface Props {
  readonly emergency: Emergency;
  /** Absent for one that was reviewed. */
  readonly onReviewed?: () => void;
}

/** Who opened which record, why and for how long; and whether that was justified. */
export function EmergencyCard({ emergency, onReviewed }: Props) {
  const me = useMe();
  const [reviewing, setReviewing] = useState(false);
  const { subject, name, collection, reason, openedAt, endsAt, verdict, note, reviewedBy, reviewedAt } = emergency;
  const [word, color] = STANDING[standing(emergency, new Date())];
  return (
    <li className="carrel-emergency" data-emergency={collection} data-verdict={verdict ?? 'none'}>
      <p className="carrel-access-who">
        <strong>{name ?? subject}</strong> opened <strong>{collection}</strong>
        <Label isCompact color={color}>
          {word}
        </Label>
        {verdict && (
          <Label isCompact color={verdict === 'justified' ? 'green' : 'red'}>
            {verdict === 'justified' ? 'justified' : 'not justified'}
          </Label>
        )}
      </p>
      <blockquote className="carrel-quote">{reason}</blockquote>
      <p className="carrel-small carrel-muted">
        {new Date(openedAt).toLocaleString()} until {new Date(endsAt).toLocaleString()}
      </p>
      {verdict && (
        <p className="carrel-small">
          {reviewedBy}, {reviewedAt && new Date(reviewedAt).toLocaleString()}: {note}
        </p>
      )}
      <div className="carrel-access-buttons">
        {onReviewed && !reviewing && subject !== me.subject && (
          <Button variant="secondary" size="sm" onClick={() => setReviewing(true)}>
            Review
          </Button>
        )}
        <Link to={eventsOf(emergency)}>See what they did</Link>
        {onReviewed && subject === me.subject && (
          <span className="carrel-small carrel-muted">Your own is reviewed by somebody else.</span>
        )}
      </div>
      {onReviewed && reviewing && (
        <ReviewForm id={emergency.id} onReviewed={onReviewed} onCancel={() => setReviewing(false)} />
      )}
    </li>
  );
}

interface ReviewProps {
  readonly id: string;
  readonly onReviewed: () => void;
  readonly onCancel: () => void;
}

function ReviewForm({ id, onReviewed, onCancel }: ReviewProps) {
  const api = useApi();
  const field = useId();
  const [verdict, setVerdict] = useState<Verdict>();
  const [note, setNote] = useState('');
  const { busy, problem, act } = useAct({ once: true });
  const ready = verdict !== undefined && note.trim() !== '' && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) act(() => api.access.review(id, verdict, note.trim()), onReviewed);
  };
  return (
    <Form className="carrel-access-form" aria-label="Review" onSubmit={submit}>
      {problem && <ProblemAlert problem={problem} />}
      <FormGroup role="radiogroup" label="Was it an emergency?" fieldId={`${field}-verdict`} isRequired isStack>
        <Radio
          id={`${field}-justified`}
          name={`${field}-verdict`}
          label="Justified"
          autoFocus
          isChecked={verdict === 'justified'}
          onChange={() => setVerdict('justified')}
        />
        <Radio
          id={`${field}-unjustified`}
          name={`${field}-verdict`}
          label="Not justified"
          description="The access ends at once, if it is still open."
          isChecked={verdict === 'unjustified'}
          onChange={() => setVerdict('unjustified')}
        />
      </FormGroup>
      <FormGroup label="Note" fieldId={`${field}-note`} isRequired>
        <TextArea
          id={`${field}-note`}
          rows={2}
          isRequired
          resizeOrientation="vertical"
          maxLength={MAX_NOTE}
          value={note}
          onChange={(_, value) => setNote(value)}
        />
      </FormGroup>
      <div className="carrel-access-buttons">
        <Button type="submit" isDisabled={!ready} isLoading={busy}>
          Save the review
        </Button>
        <Button variant="link" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
