import { Button, EmptyState, EmptyStateBody, EmptyStateFooter, PageSection } from '@patternfly/react-core';
import { useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { toAsk } from '../collections/routes';
import { placeFrom, toViewer } from './routes';
import { ViewerPane } from './ViewerPane';

/** A document on a page of its own, at an address that names version, page and passage. */
export function ViewerPage() {
  const { collectionId = '', documentId = '', version = '' } = useParams();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const place = useMemo(() => placeFrom(documentId, version, query), [documentId, query, version]);
  const back = () => void navigate(toAsk(collectionId));
  if (!place) {
    return (
      <PageSection isFilled>
        <EmptyState titleText="This address names no page" headingLevel="h1">
          <EmptyStateBody>Open the document from its collection.</EmptyStateBody>
          <EmptyStateFooter>
            <Button onClick={back}>To the collection</Button>
          </EmptyStateFooter>
        </EmptyState>
      </PageSection>
    );
  }
  return (
    <div className="carrel-viewer-page">
      <ViewerPane
        collectionId={collectionId}
        place={place}
        onGo={(to) => void navigate(toViewer(collectionId, to))}
        onClose={back}
      />
    </div>
  );
}
