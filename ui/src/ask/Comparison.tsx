import type { Citation, DocumentAnswer } from '../api/types';
import type { Turn } from './answerModel';
import { Sentences } from './Sentences';

interface Props {
  readonly turn: Turn;
  readonly perDocument: readonly DocumentAnswer[];
  readonly selected: Citation | undefined;
  readonly onCite: (citation: Citation) => void;
}

/** What each document says, side by side; one that is silent says so. */
export function Comparison({ turn, perDocument, selected, onCite }: Props) {
  return (
    <table className="carrel-comparison">
      <caption className="carrel-small carrel-muted">Each document was asked for itself</caption>
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">What it says</th>
        </tr>
      </thead>
      <tbody>
        {perDocument.map(({ documentId, documentName, outcome, sentences }) => (
          <tr key={documentId}>
            <th scope="row">{documentName}</th>
            <td>
              {outcome === 'insufficient' ? (
                <span className="carrel-muted">It does not say.</span>
              ) : (
                <Sentences
                  sentences={sentences.flatMap((index) => turn.sentences?.[index] ?? [])}
                  citations={turn.citations}
                  selected={selected}
                  onCite={onCite}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
