import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useRef, useState } from 'react';
import { useMatch, useNavigate } from 'react-router';
import { MembersDialog } from '../access/MembersDialog';
import { useCollections } from './CollectionsContext';
import { COLLECTIONS_PATH, toAsk } from './routes';

export function CollectionSwitcher() {
  const collections = useCollections();
  const navigate = useNavigate();
  const here = useMatch('/collections/:collectionId/*')?.params.collectionId;
  const [open, setOpen] = useState(false);
  const [members, setMembers] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const all = collections.state === 'ready' ? collections.value : [];
  const current = all.find(({ id }) => id === here);
  if (all.length === 0) return null;
  return (
    <>
      <Dropdown
        isOpen={open}
        onOpenChange={setOpen}
        onSelect={() => setOpen(false)}
        isScrollable
        toggle={{
          toggleRef: button,
          toggleNode: (
            <MenuToggle ref={button} isExpanded={open} onClick={() => setOpen(!open)} className="carrel-switcher">
              {current?.name ?? 'Choose a collection'}
            </MenuToggle>
          ),
        }}
      >
        <DropdownList>
          {all.map(({ id, name, kind }) => (
            <DropdownItem
              key={id}
              description={kind === 'patient' ? 'Patient' : 'Matter'}
              isSelected={id === here}
              onClick={() => void navigate(toAsk(id))}
            >
              {name}
            </DropdownItem>
          ))}
        </DropdownList>
        <Divider />
        <DropdownList>
          {current && (
            <DropdownItem key="members" onClick={() => setMembers(true)}>
              Members of this collection
            </DropdownItem>
          )}
          <DropdownItem key="all" onClick={() => void navigate(COLLECTIONS_PATH)}>
            All collections
          </DropdownItem>
        </DropdownList>
      </Dropdown>
      {members && current && (
        <MembersDialog
          collection={current}
          mayChange={current.steward ?? false}
          onClose={() => {
            setMembers(false);
            // The menu item that opened it is gone.
            requestAnimationFrame(() => button.current?.focus());
          }}
          onChanged={collections.reload}
        />
      )}
    </>
  );
}
