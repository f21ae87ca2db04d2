import { useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import { problemFrom } from '../api/problem';
import type { Document, Problem, Span } from '../api/types';
import { useApi } from '../signin/SessionContext';
import type { Place } from '../viewer/routes';
import { FileSection } from './FileSection';
import { MetadataSection } from './MetadataSection';
import { RecordSection } from './RecordSection';
import { RelatedSection } from './RelatedSection';
import { RestrictionSection } from './RestrictionSection';
import { VersionsSection } from './VersionsSection';
import './details.css';

interface Props {
  readonly document: Document;
  readonly onGo: (place: Place) => void;
  readonly onText: (span: Span) => void;
  readonly onChanged: () => void;
}

/** Everything about a document but its pages. A part that the server knows nothing of is left out. */
export function DetailsView({ document, onGo, onText, onChanged }: Props) {
  const api = useApi();
  const { id, name, version } = document;
  const [problem, setProblem] = useState<Problem>();
  const openOther = (documentId: string, documentName: string) => {
    api.document(documentId).then(
      (other) => onGo({ documentId, documentName, version: other.searchableVersion ?? other.version, page: 1 }),
      (error: unknown) => setProblem(problemFrom(error)),
    );
  };
  return (
    <div className="carrel-details" tabIndex={0} role="region" aria-label="Details">
      {problem && <ProblemAlert problem={problem} onClose={() => setProblem(undefined)} />}
      <MetadataSection documentId={id} onChanged={onChanged} onText={onText} />
      {document.state === 'indexed' && <RecordSection documentId={id} version={version} onText={onText} />}
      <RestrictionSection document={document} onChanged={onChanged} />
      <RelatedSection document={document} onOpen={openOther} />
      <VersionsSection
        document={document}
        onOpen={(to) => onGo({ documentId: id, documentName: name, version: to, page: 1 })}
        onChanged={onChanged}
      />
      <FileSection document={document} />
    </div>
  );
}
