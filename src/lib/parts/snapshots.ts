import { forkRuntime, restoreSnapshot, takeSnapshot } from '../../runtime/snapshot/index.js';
import { libraryKinds } from '../natives/saved-kinds.js';
import type { Part } from '../part.js';

export { SnapshotError } from '../../runtime/snapshot/index.js';

/** Snapshots and forks. */
export const snapshots: Part = {
  name: 'snapshots',
  snapshots: { kinds: libraryKinds, take: takeSnapshot, fork: forkRuntime, restore: restoreSnapshot },
};
