import { useCallback, useState } from 'react';
import type { OverseenCollection } from '../api/access';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { CollectionFinder } from './CollectionFinder';
import { EmergencyQueue } from './EmergencyQueue';
import { WallList } from './WallList';

/** Who reads what, for those who answer for it: emergencies, members, ethical walls. */
export function AccessPage() {
  const api = useApi();
  const walls = useLoad(useCallback((signal) => api.access.walls(signal), [api]));
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const onFound = useCallback(
    (found: readonly OverseenCollection[]) =>
      setKnown((before) => new Map([...before, ...found.map(({ id, name }) => [id, name] as const)])),
    [],
  );
  return (
    <div className="carrel-access-page">
      <EmergencyQueue />
      <CollectionFinder onFound={onFound} onWall={walls.reload} />
      <WallList walls={walls} names={known} />
    </div>
  );
}
