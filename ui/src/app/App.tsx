import { Button, EmptyState, EmptyStateBody, EmptyStateFooter, PageSection } from '@patternfly/react-core';
import { BrowserRouter, Link, Navigate, Route, Routes } from 'react-router';
import { CollectionGate } from '../access/CollectionGate';
import { AskPage } from '../ask/AskPage';
import { ConversationsProvider } from '../ask/ConversationsContext';
import { CollectionsProvider } from '../collections/CollectionsContext';
import { CollectionsPage } from '../collections/CollectionsPage';
import { ASK_PATH, COLLECTIONS_PATH, isReader } from '../collections/routes';
import { AccessPage } from '../compliance/AccessPage';
import { ComplianceFrame } from '../compliance/ComplianceFrame';
import { CompliancePage } from '../compliance/CompliancePage';
import { ACCESS_PATH, COMPLIANCE_PATH, COMPLIANCE_ROLE } from '../compliance/routes';
import { DocumentTypesProvider } from '../documents/DocumentTypesContext';
import { UploadsProvider } from '../documents/UploadsContext';
import { IngestPage } from '../ingest/IngestPage';
import { INGEST_PATH } from '../ingest/routes';
import { ImportPage } from '../operations/ImportPage';
import { KeysPage } from '../operations/KeysPage';
import { ModelPage } from '../operations/ModelPage';
import { ModelsPage } from '../operations/ModelsPage';
import { OperationsFrame } from '../operations/OperationsFrame';
import { IMPORT_PATH, isOperator, KEYS_PATH, MODEL_PATH, OPERATIONS_PATH } from '../operations/routes';
import type { Session } from '../signin/session';
import { SessionContext, useMe } from '../signin/SessionContext';
import { SignInGate } from '../signin/SignInGate';
import { ViewerPage } from '../viewer/ViewerPage';
import { VIEWER_PATH } from '../viewer/routes';
import { Shell } from './Shell';

export function App({ session }: { session: Session }) {
  return (
    <SessionContext.Provider value={session}>
      <SignInGate>
        <CollectionsProvider>
          <DocumentTypesProvider>
            <UploadsProvider>
              <ConversationsProvider>
                <BrowserRouter>
                  <Routes>
                    <Route element={<Shell />}>
                      <Route index element={<Home />} />
                      <Route path={COLLECTIONS_PATH} element={<CollectionsPage />} />
                      <Route element={<CollectionGate />}>
                        <Route path={ASK_PATH} element={<AskPage />} />
                        <Route path={VIEWER_PATH} element={<ViewerPage />} />
                      </Route>
                      <Route path={INGEST_PATH} element={<IngestPage />} />
                      <Route element={<ComplianceFrame />}>
                        <Route path={COMPLIANCE_PATH} element={<CompliancePage />} />
                        <Route path={ACCESS_PATH} element={<AccessPage />} />
                      </Route>
                      <Route element={<OperationsFrame />}>
                        <Route path={OPERATIONS_PATH} element={<ModelsPage />} />
                        <Route path={MODEL_PATH} element={<ModelPage />} />
                        <Route path={IMPORT_PATH} element={<ImportPage />} />
                        <Route path={KEYS_PATH} element={<KeysPage />} />
                      </Route>
                      <Route path="*" element={<NoSuchPage />} />
                    </Route>
                  </Routes>
                </BrowserRouter>
              </ConversationsProvider>
            </UploadsProvider>
          </DocumentTypesProvider>
        </CollectionsProvider>
      </SignInGate>
    </SessionContext.Provider>
  );
}

/** Who reads no documents begins where their work is. */
function Home() {
  return <Navigate to={firstPlace(useMe().roles)} replace />;
}

function firstPlace(roles: readonly string[]): string {
  if (isReader(roles)) return COLLECTIONS_PATH;
  if (roles.includes(COMPLIANCE_ROLE)) return COMPLIANCE_PATH;
  return isOperator(roles) ? OPERATIONS_PATH : COLLECTIONS_PATH;
}

function NoSuchPage() {
  return (
    <PageSection isFilled>
      <EmptyState titleText="There is no such page" headingLevel="h1">
        <EmptyStateBody>The address may be old, or mistyped.</EmptyStateBody>
        <EmptyStateFooter>
          <Button component={(props) => <Link {...props} to={COLLECTIONS_PATH} />}>To the collections</Button>
        </EmptyStateFooter>
      </EmptyState>
    </PageSection>
  );
}
