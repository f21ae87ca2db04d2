import {
  Button,
  Card,
  CardBody,
  CardExpandableContent,
  CardHeader,
  CardTitle,
  Label,
  Timestamp,
} from '@patternfly/react-core';
import { Link } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import type { Job, JobSummary } from '../api/types';
import { useAct } from '../api/useAct';
import { toAsk } from '../collections/routes';
import { useApi } from '../signin/SessionContext';
import { isRunning, paceLine, standing, tally, tallyLine, totalOf } from './ingestModel';
import { JobBar } from './JobBar';
import { JobItems } from './JobItems';

interface Props {
  readonly job: JobSummary | Job;
  /** Of its collection; undefined while that is not known. */
  readonly collection: string | undefined;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onChanged: () => void;
}

export function JobCard({ job, collection, open, onToggle, onChanged }: Props) {
  const api = useApi();
  const { busy, problem, act, forget } = useAct();
  const counts = tally(job);
  const total = totalOf(counts);
  const name = `${collection ?? 'Documents'}, ${total === 1 ? '1 document' : `${total} documents`}`;
  const pace = 'items' in job && isRunning(job) ? paceLine(job) : '';
  const titleId = `job-${job.id}`;
  return (
    <Card component="li" isCompact isExpanded={open} data-job={job.id} data-state={job.state}>
      <CardHeader
        onExpand={onToggle}
        toggleButtonProps={{ 'aria-label': `Documents of ${name}`, 'aria-expanded': open, id: `${titleId}-toggle` }}
      >
        <div className="carrel-job-head">
          <CardTitle component="h2" id={titleId}>
            {name}
          </CardTitle>
          <Label isCompact color={colourOf(job, counts.attention)}>
            {standing(job)}
          </Label>
          <span className="carrel-small carrel-muted">
            {job.createdAt && <Timestamp date={new Date(job.createdAt)} />}
          </span>
          <span className="carrel-job-pace carrel-small">{pace}</span>
        </div>
      </CardHeader>
      <CardBody>
        <JobBar name={name} counts={counts} />
        <p className="carrel-small carrel-muted">{tallyLine(counts)}</p>
        {problem && <ProblemAlert problem={problem} onClose={forget} />}
        <div className="carrel-job-actions">
          {counts.attention + counts.cancelled > 0 && (
            <Button
              variant="secondary"
              size="sm"
              isDisabled={busy}
              aria-label={`Try the failed ones again: ${name}`}
              onClick={() => act(() => api.retryJob(job.id), onChanged)}
            >
              Try the failed ones again
            </Button>
          )}
          {isRunning(job) && counts.working + counts.waiting > 0 && (
            <Button
              variant="secondary"
              isDanger
              size="sm"
              isDisabled={busy}
              aria-label={`Cancel all: ${name}`}
              onClick={() => act(() => api.cancelJob(job.id), onChanged)}
            >
              Cancel all
            </Button>
          )}
          {job.collectionId && collection && (
            <Link className="carrel-small" to={toAsk(job.collectionId)}>
              Open {collection}
            </Link>
          )}
        </div>
      </CardBody>
      <CardExpandableContent>
        <CardBody>{open && <JobItems job={job} counts={counts} onChanged={onChanged} />}</CardBody>
      </CardExpandableContent>
    </Card>
  );
}

function colourOf(job: JobSummary, attention: number): 'blue' | 'green' | 'orange' | 'grey' {
  if (isRunning(job)) return 'blue';
  if (job.state === 'succeeded') return 'green';
  return attention > 0 ? 'orange' : 'grey';
}
