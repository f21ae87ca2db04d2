import '@patternfly/react-core/dist/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
// After the parts, whose sheets it overrides.
import './app/carrel.css';
import { followSystemTheme } from './app/theme';
import { Session } from './signin/session';

followSystemTheme();
const session = new Session();
// Outside of React, so that a code that may be used once is used once.
void session.start();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');
createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
