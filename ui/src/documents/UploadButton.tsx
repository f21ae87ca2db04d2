import { Dropdown, DropdownItem, DropdownList, MenuToggle, MenuToggleAction } from '@patternfly/react-core';
import UploadIcon from '@patternfly/react-icons/dist/esm/icons/upload-icon';
import { type InputHTMLAttributes, useRef, useState } from 'react';

/** What the server reads; it decides by the bytes, this only guides the file dialog. */
export const ACCEPTED = [
  '.pdf,.docx,.doc,.odt,.rtf,.txt,.md,.html,.htm,.eml,.msg,.mbox,.zip,.7z,.tar,.gz',
  '.xlsx,.xls,.ods,.csv,.pptx,.ppt,.odp,.epub,.png,.jpg,.jpeg,.tif,.tiff,.bmp,.gif,.webp',
  '.xml,.json,.hl7',
].join(',');

/** No part of React's types, though every browser has it. */
const WHOLE_FOLDER = { webkitdirectory: '' } as InputHTMLAttributes<HTMLInputElement>;

interface Props {
  readonly onFiles: (files: readonly File[]) => void;
  readonly label?: string;
  readonly primary?: boolean;
}

/** A button that opens the file dialog, with a menu for whole folders; the inputs themselves stay hidden. */
export function UploadButton({ onFiles, label = 'Upload', primary = false }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = (input: HTMLInputElement) => {
    onFiles([...(input.files ?? [])]);
    // The same file can be chosen again after a failure.
    input.value = '';
  };
  return (
    <>
      <Dropdown
        isOpen={open}
        onOpenChange={setOpen}
        onSelect={() => setOpen(false)}
        popperProps={{ position: 'end' }}
        toggle={(toggle) => (
          <MenuToggle
            ref={toggle}
            variant={primary ? 'primary' : 'secondary'}
            size={primary ? 'default' : 'sm'}
            isExpanded={open}
            onClick={() => setOpen(!open)}
            aria-label={`${label}: more`}
            splitButtonItems={[
              <MenuToggleAction key="files" onClick={() => files.current?.click()}>
                <UploadIcon className="carrel-upload-icon" aria-hidden="true" /> {label}
              </MenuToggleAction>,
            ]}
          />
        )}
      >
        <DropdownList>
          <DropdownItem key="files" onClick={() => files.current?.click()}>
            Files
          </DropdownItem>
          <DropdownItem key="folder" description="With everything in it" onClick={() => folder.current?.click()}>
            A folder
          </DropdownItem>
        </DropdownList>
      </Dropdown>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={label}
        onChange={(event) => chosen(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        {...WHOLE_FOLDER}
        aria-label={`${label} (a folder)`}
        onChange={(event) => chosen(event.target)}
      />
    </>
  );
}
