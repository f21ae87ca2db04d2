import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Modal,
  ModalBody,
  ModalHeader,
} from '@patternfly/react-core';

const KEYS = [
  ['?', 'Show these keys'],
  ['/', 'Go to the question box'],
  ['Enter', 'Ask (in the question box; Shift and Enter begin a new line)'],
  ['J', 'Next citation'],
  ['K', 'Previous citation'],
  ['Escape', 'Close the document'],
] as const;

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="keyboard-help-title">
      <ModalHeader title="Keys" labelId="keyboard-help-title" />
      <ModalBody tabIndex={0}>
        <DescriptionList isHorizontal isCompact>
          {KEYS.map(([key, meaning]) => (
            <DescriptionListGroup key={key}>
              <DescriptionListTerm>
                <kbd>{key}</kbd>
              </DescriptionListTerm>
              <DescriptionListDescription>{meaning}</DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
      </ModalBody>
    </Modal>
  );
}
