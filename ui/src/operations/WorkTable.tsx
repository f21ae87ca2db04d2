import { Label, Timestamp } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { ModelWork } from '../api/models';
import { toModel } from './routes';
import { useOperations } from './useOperations';
import { isGood, outcome } from './workModel';

/** Work that has ended, and how. */
export function WorkTable({ work, label }: { work: readonly ModelWork[]; label: string }) {
  const { list } = useOperations();
  const here = new Set(list.items.map(({ name }) => name));
  return (
    <div className="carrel-scrolled" role="region" aria-label={label} tabIndex={0}>
      <table className="carrel-table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Model</th>
            <th scope="col">What became of it</th>
          </tr>
        </thead>
        <tbody>
          {work.map((each) => (
            <tr key={each.id} data-ended={each.model} data-state={each.state}>
              <td>
                <Timestamp date={new Date(each.endedAt ?? each.createdAt)} dateFormat="medium" timeFormat="short" />
              </td>
              <td>
                {here.has(each.model) ? <Link to={toModel(each.model)}>{each.model}</Link> : each.model}
                {each.source && <div className="carrel-small carrel-muted carrel-hash">{each.source}</div>}
              </td>
              <td>
                <Label isCompact color={each.state === 'cancelled' ? 'grey' : isGood(each) ? 'green' : 'orange'}>
                  {outcome(each)}
                </Label>
                {each.failure && <p className="carrel-small">{each.failure}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
