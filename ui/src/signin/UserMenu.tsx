import {
  Divider,
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  Label,
  MenuToggle,
} from '@patternfly/react-core';
import UserIcon from '@patternfly/react-icons/dist/esm/icons/user-icon';
import { useState } from 'react';
import { useMe, useSession } from './SessionContext';

export function UserMenu() {
  const session = useSession();
  const { name, roles } = useMe();
  const [open, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'end' }}
      toggle={(toggle) => (
        <MenuToggle
          ref={toggle}
          icon={<UserIcon />}
          isExpanded={open}
          onClick={() => setOpen(!open)}
          aria-label={`User ${name}`}
        >
          {name}
        </MenuToggle>
      )}
    >
      <DropdownGroup label="Your roles" labelHeadingLevel="h2">
        <div className="carrel-roles">
          {roles.length === 0 && <span className="carrel-small">none</span>}
          {roles.map((role) => (
            <Label key={role} isCompact>
              {role}
            </Label>
          ))}
        </div>
      </DropdownGroup>
      <Divider />
      <DropdownList>
        <DropdownItem key="sign-out" onClick={() => void session.signOut()}>
          Sign out
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
