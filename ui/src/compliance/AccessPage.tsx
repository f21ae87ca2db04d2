import { useCallback } from 'react';
import { useLoad } from '../api/useLoad';
import { useApi } from '../signin/SessionContext';
import { CollectionFinder } from './CollectionFinder';
import { EmergencyQueue } from './EmergencyQueue';
import { WallList } from './WallList';

/** Who reads what, for those who answer for it: emergencies, members, ethical walls. */
export function AccessPage() {
  const api = useApi();
  const walls = useLoad(useCallback((signal) => api.access.walls(signal), [api]));
  return (
    <div className="carrel-access-page">
      <EmergencyQueue />
      <CollectionFinder onWall={walls.reload} />
      <WallList walls={walls} />
    </div>
  );
}
