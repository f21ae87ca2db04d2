import { BAR_ORDER, type Group, tallyLine, totalOf } from './ingestModel';

/** How a job's documents stand, as a bar; its words are those that the filters below it show. */
export function JobBar({ name, counts }: { name: string; counts: Readonly<Record<Group, number>> }) {
  const total = totalOf(counts);
  return (
    <div className="carrel-job-bar" role="img" aria-label={`${name}: ${tallyLine(counts)}`}>
      {BAR_ORDER.filter((group) => counts[group] > 0).map((group) => (
        <span key={group} data-group={group} style={{ width: `${(counts[group] / total) * 100}%` }} />
      ))}
    </div>
  );
}
