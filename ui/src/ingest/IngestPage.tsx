import {
  Bullseye,
  Button,
  EmptyState,
  EmptyStateBody,
  EmptyStateFooter,
  PageSection,
  Spinner,
  Title,
} from '@patternfly/react-core';
import InboxIcon from '@patternfly/react-icons/dist/esm/icons/inbox-icon';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ProblemAlert } from '../api/ProblemAlert';
import { useCollections } from '../collections/CollectionsContext';
import { COLLECTIONS_PATH } from '../collections/routes';
import { JobCard } from './JobCard';
import { useJobs } from './useJobs';
import './ingest.css';

/** What came in, what is being read, and what needs somebody. */
export function IngestPage() {
  const [query, setQuery] = useSearchParams();
  const open = query.get('job') ?? undefined;
  const collections = useCollections();
  const { state, problem, kept, jobs, reload, more } = useJobs(open);
  const names = new Map(collections.state === 'ready' ? collections.value.map(({ id, name }) => [id, name]) : []);
  const toggle = (jobId: string) => setQuery(open === jobId ? {} : { job: jobId }, { replace: true });
  useEffect(() => {
    document.title = 'Ingest · Carrel';
    return () => {
      document.title = 'Carrel';
    };
  }, []);
  return (
    <PageSection isFilled>
      <Title headingLevel="h1" className="carrel-heading">
        Ingest
      </Title>
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the jobs" />
        </Bullseye>
      )}
      {state === 'ready' && jobs.length === 0 && <NothingCameIn kept={kept} />}
      {jobs.length > 0 && (
        <ul className="carrel-jobs" aria-label="Jobs">
          {jobs.map((job) => (
            <JobCard
              key={job.id}
              job={job}
              collection={job.collectionId ? names.get(job.collectionId) : undefined}
              open={open === job.id}
              onToggle={() => toggle(job.id)}
              onChanged={reload}
            />
          ))}
        </ul>
      )}
      {more && (
        <Button variant="link" onClick={more}>
          Show older jobs
        </Button>
      )}
    </PageSection>
  );
}

function NothingCameIn({ kept }: { kept: boolean }) {
  return (
    <EmptyState titleText="Nothing has come in yet" headingLevel="h2" icon={InboxIcon}>
      <EmptyStateBody>
        {kept
          ? 'Files that are uploaded, or put into a watched folder, show here while they are read, and afterwards with what became of each.'
          : 'This server keeps no list of jobs. How far a file is shows in its collection.'}
      </EmptyStateBody>
      <EmptyStateFooter>
        <Button component={(props) => <Link {...props} to={COLLECTIONS_PATH} />}>To the collections</Button>
      </EmptyStateFooter>
    </EmptyState>
  );
}
