import { Bullseye, Spinner } from '@patternfly/react-core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ProblemAlert } from '../api/ProblemAlert';
import type { PageSize } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { Highlights } from './Highlights';
import { fits, type Positions } from './positions';
import { useWidth } from './useWidth';

const GUTTER = 16;
const NO_BOXES: readonly never[] = [];

interface Props {
  readonly documentId: string;
  readonly version: number;
  readonly name: string;
  readonly mediaType: string;
  /** The sizes that the positions refer to. */
  readonly pages: readonly PageSize[];
  readonly positions: Positions | undefined;
  readonly zoom: number;
  readonly onUnplaced: () => void;
}

/** A scanned page that is a picture file, with the passage marked where its words were read. */
export function PictureView({ documentId, version, name, mediaType, pages, positions, zoom, onUnplaced }: Props) {
  const api = useApi();
  const scroller = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const content = useLoad(
    useCallback((signal) => api.content(documentId, version, signal), [api, documentId, version]),
  );
  const address = useAddress(content.state === 'ready' ? content.value : undefined, mediaType);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [failed, setFailed] = useState(false);
  const boxes = positions?.get(1);
  const placed = boxes !== undefined && size !== undefined && fits(size, pages[0]) ? boxes : undefined;
  const unplaced = boxes !== undefined && size !== undefined && !placed;
  useEffect(() => {
    if (unplaced) onUnplaced();
  }, [onUnplaced, unplaced]);
  useEffect(() => {
    const first = placed?.[0];
    if (!first || !frame.current || !scroller.current) return;
    const top = frame.current.offsetTop + first.top * frame.current.offsetHeight;
    scroller.current.scrollTo({ top: top - scroller.current.clientHeight / 3 });
  }, [placed, width, zoom]);

  return (
    <div ref={scroller} className="carrel-pages" tabIndex={0} role="region" aria-label="Pages">
      {content.state === 'failed' && <ProblemAlert problem={content.problem} onRetry={content.reload} />}
      {failed && <ProblemAlert problem={{ title: 'This picture cannot be drawn', detail: 'Its text can be read.' }} />}
      {content.state === 'loading' && (
        <Bullseye>
          <Spinner aria-label="Loading the picture" />
        </Bullseye>
      )}
      {address && !failed && (
        <div
          ref={frame}
          className="carrel-picture-page"
          data-page={1}
          style={width > 0 ? { width: (width - 2 * GUTTER) * zoom } : {}}
        >
          <img
            src={address}
            alt={`${name}, as it was scanned`}
            onLoad={({ currentTarget }) =>
              setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            onError={() => setFailed(true)}
          />
          <Highlights boxes={placed ?? NO_BOXES} />
        </div>
      )}
    </div>
  );
}

/** An address that only this page knows, for as long as it shows the picture. */
function useAddress(content: ArrayBuffer | undefined, mediaType: string): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!content) return;
    const made = URL.createObjectURL(new Blob([content], { type: mediaType }));
    setAddress(made);
    return () => {
      URL.revokeObjectURL(made);
      setAddress(undefined);
    };
  }, [content, mediaType]);
  return address;
}
