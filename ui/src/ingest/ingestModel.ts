import type { Job, JobCounts, JobItem, JobState, JobSummary, ItemState } from '../api/types';

/** What a person asks of a job, in the order in which it matters. */
export type Group = 'attention' | 'working' | 'waiting' | 'ready' | 'cancelled';

export const GROUPS: Readonly<Record<Group, { readonly label: string; readonly states: readonly ItemState[] }>> = {
  attention: { label: 'Needs attention', states: ['quarantined'] },
  working: { label: 'In work', states: ['extracting', 'recognising', 'embedding'] },
  waiting: { label: 'Waiting', states: ['queued'] },
  ready: { label: 'Ready', states: ['indexed'] },
  cancelled: { label: 'Cancelled', states: ['cancelled'] },
};

export const ORDER = Object.keys(GROUPS) as readonly Group[];

/** From done to not begun, so that the bar fills from the left. */
export const BAR_ORDER: readonly Group[] = ['ready', 'attention', 'cancelled', 'working', 'waiting'];

const STATE_WORDS: Record<JobState, string> = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Finished',
  failed: 'Finished with problems',
  cancelled: 'Cancelled',
};

export function isRunning({ state }: JobSummary): boolean {
  return state === 'queued' || state === 'running';
}

/** How many documents of a job stand in each group. */
export function tally(job: JobSummary | Job): Record<Group, number> {
  const counts = job.counts ?? ('items' in job ? countsOf(job.items) : {});
  const sum = (group: Group) => GROUPS[group].states.reduce((all, state) => all + (counts[state] ?? 0), 0);
  return {
    attention: sum('attention'),
    working: sum('working'),
    waiting: sum('waiting'),
    ready: sum('ready'),
    cancelled: sum('cancelled'),
  };
}

function countsOf(items: readonly JobItem[]): JobCounts {
  const counts: Partial<Record<ItemState, number>> = {};
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

export function totalOf(counts: Readonly<Record<Group, number>>): number {
  return ORDER.reduce((sum, group) => sum + counts[group], 0);
}

/** The job's standing in a word or two. */
export function standing(job: JobSummary): string {
  const counts = tally(job);
  if (isRunning(job) && job.open && counts.working + counts.waiting === 0) return 'Takes more files';
  // A job that was stopped counts as failed to the server; to a person it did what was asked.
  if (job.state === 'failed' && counts.attention === 0) return 'Stopped';
  return STATE_WORDS[job.state];
}

/** "12 ready, 1 needs attention, 3 waiting": the bar in words. */
export function tallyLine(counts: Readonly<Record<Group, number>>): string {
  const word = (group: Group) =>
    group === 'attention' && counts.attention > 1 ? 'need attention' : GROUPS[group].label.toLowerCase();
  const parts = BAR_ORDER.filter((group) => counts[group] > 0).map((group) => `${counts[group]} ${word(group)}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing yet';
}

/** "42 a minute, about 3 minutes left"; empty while neither is known. */
export function paceLine({ ratePerMinute, secondsLeft }: Pick<Job, 'ratePerMinute' | 'secondsLeft'>): string {
  const parts: string[] = [];
  if (ratePerMinute) parts.push(`${ratePerMinute < 10 ? ratePerMinute : Math.round(ratePerMinute)} a minute`);
  if (secondsLeft) parts.push(`about ${span(secondsLeft)} left`);
  return parts.join(', ');
}

export function span(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} minutes`;
  const hours = Math.round(minutes / 30) / 2;
  return `${hours} hours`;
}

/** What of a listed page is still so: what the stream said since counts more, and what left the group is gone. */
export function upToDate(
  listed: readonly JobItem[],
  live: readonly JobItem[],
  group: Group | undefined,
): readonly JobItem[] {
  const now = new Map(live.map((item) => [item.documentId, item] as const));
  const items = listed.map((item) => now.get(item.documentId) ?? item);
  return group === undefined ? items : items.filter(({ state }) => GROUPS[group].states.includes(state));
}
