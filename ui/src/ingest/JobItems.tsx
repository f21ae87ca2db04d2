import { Bullseye, Button, Spinner, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { problemFrom } from '../api/problem';
import type { Job, JobItem, JobSummary, Problem } from '../api/types';
import { UnlockDialog } from '../documents/UnlockDialog';
import { useApi } from '../signin/SessionContext';
import { type Group, GROUPS, ORDER, tallyLine, totalOf } from './ingestModel';
import { ItemRow } from './ItemRow';
import { useItems } from './useItems';

interface Props {
  readonly job: JobSummary | Job;
  readonly counts: Readonly<Record<Group, number>>;
  readonly onChanged: () => void;
}

/** A job's documents, all or one group of them: first those that need somebody. */
export function JobItems({ job, counts, onChanged }: Props) {
  const api = useApi();
  const [chosen, setChosen] = useState<Group | 'all'>(counts.attention > 0 ? 'attention' : 'all');
  const group = chosen === 'all' ? undefined : chosen;
  const total = totalOf(counts);
  // Of all together every change counts, of a group only its own number.
  const mark = group === undefined ? tallyLine(counts) : String(counts[group]);
  const { state, problem, items, more, reload } = useItems(job, group, mark);
  const [unlocking, setUnlocking] = useState<JobItem>();
  const [tried, setTried] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Problem>();
  const change = (call: Promise<unknown>) => {
    setRefused(undefined);
    call.then(
      () => {
        reload();
        onChanged();
      },
      (error: unknown) => setRefused(problemFrom(error)),
    );
  };
  return (
    <div className="carrel-job-items">
      <ToggleGroup isCompact aria-label="Which documents" className="carrel-job-groups">
        <ToggleGroupItem
          text={`All ${total}`}
          buttonId={`${job.id}-all`}
          isSelected={chosen === 'all'}
          onChange={() => setChosen('all')}
        />
        {ORDER.filter((one) => counts[one] > 0 || one === chosen).map((one) => (
          <ToggleGroupItem
            key={one}
            text={`${GROUPS[one].label} ${counts[one]}`}
            buttonId={`${job.id}-${one}`}
            isSelected={chosen === one}
            onChange={() => setChosen(one)}
          />
        ))}
      </ToggleGroup>
      {refused && <ProblemAlert problem={refused} onClose={() => setRefused(undefined)} />}
      {problem && <ProblemAlert problem={problem} onRetry={reload} />}
      {state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the documents" size="lg" />
        </Bullseye>
      )}
      {state === 'ready' && items.length === 0 && (
        <p className="carrel-muted">{total === 0 ? 'No files yet. They appear as they are uploaded.' : 'None now.'}</p>
      )}
      <ul className="carrel-item-list">
        {items.map((item) => (
          <ItemRow
            key={item.documentId}
            item={item}
            tried={tried.has(item.documentId)}
            onUnlock={() => setUnlocking(item)}
            onRetry={() => change(api.retryItem(job.id, item.documentId))}
            onCancel={() => change(api.cancelItem(job.id, item.documentId))}
            collectionId={job.collectionId ?? undefined}
          />
        ))}
      </ul>
      {more && (
        <Button variant="link" isInline onClick={more}>
          Show more
        </Button>
      )}
      {unlocking && (
        <UnlockDialog
          documentId={unlocking.documentId}
          version={unlocking.version ?? 1}
          name={unlocking.name || 'the document'}
          onClose={() => setUnlocking(undefined)}
          onUnlocked={() => {
            setUnlocking(undefined);
            setTried((before) => new Set([...before, unlocking.documentId]));
            reload();
            onChanged();
          }}
        />
      )}
    </div>
  );
}
