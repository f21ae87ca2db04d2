import { Button, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import SearchMinusIcon from '@patternfly/react-icons/dist/esm/icons/search-minus-icon';
import SearchPlusIcon from '@patternfly/react-icons/dist/esm/icons/search-plus-icon';
import type { Mode } from './presentation';

export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

const LABELS: Record<Mode, string> = { page: 'Page', text: 'Text', summary: 'Summary', details: 'Details' };

interface Props {
  readonly modes: readonly Mode[];
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  /** An index into ZOOMS; undefined where nothing can be made larger. */
  readonly zoom: number | undefined;
  readonly onZoom: (zoom: number) => void;
}

export function ViewerModes({ modes, mode, onMode, zoom, onZoom }: Props) {
  return (
    <div className="carrel-viewer-modes">
      <ToggleGroup isCompact aria-label="What to show">
        {modes.map((one) => (
          <ToggleGroupItem
            key={one}
            buttonId={`show-${one}`}
            text={LABELS[one]}
            isSelected={one === mode}
            onChange={() => onMode(one)}
          />
        ))}
      </ToggleGroup>
      {zoom !== undefined && (
        <span>
          <Button
            variant="plain"
            aria-label="Smaller"
            icon={<SearchMinusIcon />}
            isDisabled={zoom === 0}
            onClick={() => onZoom(zoom - 1)}
          />
          <Button
            variant="plain"
            aria-label="Larger"
            icon={<SearchPlusIcon />}
            isDisabled={zoom === ZOOMS.length - 1}
            onClick={() => onZoom(zoom + 1)}
          />
        </span>
      )}
    </div>
  );
}
