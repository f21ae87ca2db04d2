import { Timestamp } from '@patternfly/react-core';
import type { Activation } from '../api/models';
import { grounds } from './modelsModel';

/** Which models answered, the latest first. */
export function History({ history }: { history: readonly Activation[] }) {
  return (
    <div className="carrel-scrolled" role="region" aria-label="Models that answered" tabIndex={0}>
      <table className="carrel-table">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Model</th>
            <th scope="col">Why</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {history.map((activation) => (
            <tr key={`${activation.at} ${activation.model}`} data-activation={activation.model}>
              <td>
                <Timestamp date={new Date(activation.at)} dateFormat="medium" timeFormat="short" />
              </td>
              <td>
                {activation.model}{' '}
                <code className="carrel-small carrel-muted" title={activation.sha256}>
                  {activation.sha256.slice(0, 12)}
                </code>
              </td>
              <td>
                {grounds(activation)}
                {activation.override && <q className="carrel-override">{activation.override}</q>}
              </td>
              <td>{activation.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
