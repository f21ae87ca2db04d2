import { describe, expect, it } from 'vitest';
import type { JobItem, JobSummary } from '../api/types';
import { isRunning, paceLine, span, standing, tally, tallyLine, totalOf, upToDate } from './ingestModel';

const job = (more: Partial<JobSummary> = {}): JobSummary => ({ id: 'j1', state: 'running', ...more });
const item = (documentId: string, state: JobItem['state']): JobItem => ({ documentId, state, name: documentId });

describe('a job', () => {
  it('counts its documents by what they need', () => {
    const counts = { total: 9, queued: 1, extracting: 1, recognising: 2, embedding: 1, indexed: 3, quarantined: 1 };
    const tallied = tally(job({ counts }));
    expect(tallied).toEqual({ attention: 1, working: 4, waiting: 1, ready: 3, cancelled: 0 });
    expect(totalOf(tallied)).toBe(9);
    expect(tallyLine(tallied)).toBe('3 ready, 1 needs attention, 4 in work, 1 waiting');
  });

  it('counts its items where the server does not', () => {
    const items = [item('a', 'indexed'), item('b', 'quarantined'), item('c', 'indexed')];
    expect(tally({ ...job(), items })).toMatchObject({ ready: 2, attention: 1 });
    expect(tallyLine(tally(job()))).toBe('nothing yet');
    expect(tallyLine(tally(job({ counts: { quarantined: 2, cancelled: 1 } })))).toBe('2 need attention, 1 cancelled');
  });

  it('says how it stands in a word that a person would use', () => {
    expect(standing(job({ counts: { queued: 1, indexed: 2 } }))).toBe('Running');
    expect(standing(job({ open: true, counts: { indexed: 2 } }))).toBe('Takes more files');
    expect(standing(job({ state: 'failed', counts: { quarantined: 1 } }))).toBe('Finished with problems');
    expect(standing(job({ state: 'failed', counts: { cancelled: 3, indexed: 1 } }))).toBe('Stopped');
    expect([isRunning(job()), isRunning(job({ state: 'succeeded' }))]).toEqual([true, false]);
  });

  it('says how fast it goes only while that is known', () => {
    expect(paceLine({ ratePerMinute: 41.6, secondsLeft: 180 })).toBe('42 a minute, about 3 minutes left');
    expect(paceLine({ ratePerMinute: 2.5, secondsLeft: null })).toBe('2.5 a minute');
    expect(paceLine({ ratePerMinute: 0, secondsLeft: 0 })).toBe('');
    expect([span(45), span(5400), span(9000)]).toEqual(['45 seconds', '1.5 hours', '2.5 hours']);
  });
});

describe('the items of a group', () => {
  const listed = [item('a', 'extracting'), item('b', 'embedding'), item('c', 'recognising')];

  it('leave it when the stream says so', () => {
    const live = [item('a', 'indexed'), item('b', 'embedding'), item('x', 'extracting')];
    expect(upToDate(listed, live, 'working').map(({ documentId }) => documentId)).toEqual(['b', 'c']);
  });

  it('stay in the list of all, as they are now', () => {
    expect(upToDate(listed, [item('a', 'quarantined')], undefined)[0]).toMatchObject({ state: 'quarantined' });
  });
});
