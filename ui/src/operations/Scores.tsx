import type { Evaluation, Model } from '../api/models';
import { encoderName, roleOf, type Row, scoreRows } from './modelsModel';

interface Props {
  readonly evaluation: Evaluation;
  /** The model that was on trial. */
  readonly candidate: Model;
}

/** How a candidate answered, beside the model that was active. */
export function Scores({ evaluation, candidate }: Props) {
  const { incumbent } = evaluation;
  return (
    <div className="carrel-scrolled" role="region" aria-label={`Scores of ${candidate.name}`} tabIndex={0}>
      <table className="carrel-table carrel-scores">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">{candidate.name}</th>
            {incumbent && <th scope="col">{encoderName(incumbent.name)}, then active</th>}
            {incumbent && <th scope="col">Difference</th>}
          </tr>
        </thead>
        <tbody>
          {scoreRows(evaluation, roleOf(candidate)).map((row) => (
            <tr key={row.measure}>
              <th scope="row">{row.measure}</th>
              <td>{row.candidate}</td>
              {incumbent && <td>{row.incumbent}</td>}
              {incumbent && (
                <td>
                  <Difference row={row} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In words too, so that colour is not all that tells them apart. */
function Difference({ row: { difference, tone } }: { row: Row }) {
  return (
    <span className="carrel-difference" data-tone={tone}>
      {difference}
      {tone !== 'same' && <span className="carrel-small"> {tone}</span>}
    </span>
  );
}
