import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core';
import { useState } from 'react';
import { useMatch, useNavigate } from 'react-router';
import { useCollections } from './CollectionsContext';
import { COLLECTIONS_PATH, toAsk } from './routes';

export function CollectionSwitcher() {
  const collections = useCollections();
  const navigate = useNavigate();
  const here = useMatch('/collections/:collectionId/*')?.params.collectionId;
  const [open, setOpen] = useState(false);
  const all = collections.state === 'ready' ? collections.value : [];
  const current = all.find(({ id }) => id === here);
  if (all.length === 0) return null;
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      isScrollable
      toggle={(toggle) => (
        <MenuToggle ref={toggle} isExpanded={open} onClick={() => setOpen(!open)} className="carrel-switcher">
          {current?.name ?? 'Choose a collection'}
        </MenuToggle>
      )}
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
        <DropdownItem key="all" onClick={() => void navigate(COLLECTIONS_PATH)}>
          All collections
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
