import {
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  Nav,
  NavItem,
  NavList,
  Page,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import KeyboardIcon from '@patternfly/react-icons/dist/esm/icons/keyboard-icon';
import { useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { CollectionSwitcher } from '../collections/CollectionSwitcher';
import { COLLECTIONS_PATH, isReader } from '../collections/routes';
import { COMPLIANCE_PATH, COMPLIANCE_ROLE } from '../compliance/routes';
import { INGEST_PATH } from '../ingest/routes';
import { OPERATIONS_PATH, seesOperations } from '../operations/routes';
import { useMe } from '../signin/SessionContext';
import { UserMenu } from '../signin/UserMenu';
import { KeyboardHelp } from './KeyboardHelp';
import { MAIN } from './main';
import { useKeys } from './useKeys';

export function Shell() {
  const [helping, setHelping] = useState(false);
  useKeys({ '?': () => setHelping(true) });
  const masthead = (
    <Masthead display={{ default: 'inline' }}>
      <MastheadMain>
        <MastheadBrand>
          <Link to="/" className="carrel-brand" aria-label="Carrel">
            <img src="/carrel.svg" alt="" width={28} height={28} />
            <span>Carrel</span>
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight>
          <ToolbarContent>
            <ToolbarItem>
              <Places />
            </ToolbarItem>
            <ToolbarItem>
              <CollectionSwitcher />
            </ToolbarItem>
            <ToolbarGroup variant="action-group-plain" align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <Button
                  variant="plain"
                  className="carrel-keys"
                  aria-label="Keys"
                  title="Keys (?)"
                  icon={<KeyboardIcon />}
                  onClick={() => setHelping(true)}
                />
              </ToolbarItem>
              <ToolbarItem>
                <UserMenu />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
  return (
    <Page
      className="carrel-page"
      masthead={masthead}
      mainContainerId={MAIN}
      isContentFilled
      skipToContent={
        <SkipToContent
          href={`#${MAIN}`}
          onClick={(event) => {
            // The address would change, and with it the place that signing in returns to.
            event.preventDefault();
            document.getElementById(MAIN)?.focus();
          }}
        >
          Skip to content
        </SkipToContent>
      }
    >
      <Outlet />
      {helping && <KeyboardHelp onClose={() => setHelping(false)} />}
    </Page>
  );
}

const PLACES = [
  [COLLECTIONS_PATH, 'Collections'],
  [INGEST_PATH, 'Ingest'],
] as const;

function Places() {
  const { pathname } = useLocation();
  const { roles } = useMe();
  const places = [
    ...(isReader(roles) ? PLACES : []),
    ...(roles.includes(COMPLIANCE_ROLE) ? [[COMPLIANCE_PATH, 'Compliance'] as const] : []),
    ...(seesOperations(roles) ? [[OPERATIONS_PATH, 'Operations'] as const] : []),
  ];
  return (
    <Nav variant="horizontal" aria-label="Places" className="carrel-places">
      <NavList>
        {places.map(([path, label]) => (
          <NavItem key={path} isActive={pathname === path || pathname.startsWith(`${path}/`)}>
            <Link to={path}>{label}</Link>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}
