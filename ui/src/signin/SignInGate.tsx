import {
  Alert,
  AlertActionLink,
  AlertGroup,
  Bullseye,
  Button,
  Content,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Spinner,
  Title,
} from '@patternfly/react-core';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import { type ReactNode, useState } from 'react';
import type { SessionState } from './session';
import { useSession, useSessionState } from './SessionContext';
import './signin.css';

const TITLES = {
  server: 'Carrel cannot be reached',
  identity: 'The sign-in service cannot be reached',
  browser: 'This address cannot be used to sign in',
};

/** Draws its children for somebody who is signed in, and otherwise says why not. */
export function SignInGate({ children }: { children: ReactNode }) {
  const state = useSessionState();
  if (state.kind === 'signedIn')
    return (
      <>
        {state.endsSoon && <EndsSoon />}
        {children}
      </>
    );
  if (state.kind === 'starting') {
    return (
      <Bullseye className="carrel-fill">
        <Spinner aria-label="Starting" />
      </Bullseye>
    );
  }
  return (
    <main className="carrel-signin">
      {state.kind === 'unreachable' ? <Unreachable state={state} /> : <SignIn notice={state.notice} />}
    </main>
  );
}

function EndsSoon() {
  const session = useSession();
  return (
    <AlertGroup isToast isLiveRegion>
      <Alert
        variant="warning"
        title="You will be signed out in a minute"
        actionLinks={<AlertActionLink onClick={session.stay}>Stay signed in</AlertActionLink>}
      >
        Nothing was done here for a while.
      </Alert>
    </AlertGroup>
  );
}

function SignIn({ notice }: { notice: string | undefined }) {
  const session = useSession();
  const [leaving, setLeaving] = useState(false);
  const signIn = () => {
    setLeaving(true);
    void session.signIn().finally(() => setLeaving(false));
  };
  return (
    <div className="carrel-signin-card">
      <img src="/carrel.svg" alt="" width={56} height={56} />
      <Title headingLevel="h1" size="3xl">
        Carrel
      </Title>
      <Content component="p">
        Ask your documents, and see the passage on its page. Documents, questions and answers stay on this server.
      </Content>
      {notice && <Alert isInline variant="info" title={notice} />}
      <Button size="lg" isBlock onClick={signIn} isLoading={leaving} isDisabled={leaving} autoFocus>
        Sign in
      </Button>
    </div>
  );
}

function Unreachable({ state }: { state: Extract<SessionState, { kind: 'unreachable' }> }) {
  const session = useSession();
  return (
    <EmptyState status="danger" icon={ExclamationCircleIcon} titleText={TITLES[state.what]} headingLevel="h1">
      <EmptyStateBody>
        <p>{state.detail}</p>
        {state.what !== 'browser' && (
          <p>
            On the machine itself, <code>./carrel status</code> says what is running and <code>./carrel up</code> starts
            the rest.
          </p>
        )}
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button onClick={() => void session.start()}>Try again</Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
