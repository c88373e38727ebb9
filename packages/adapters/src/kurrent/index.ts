export { isStoreError, type StoreError, type StoreFailure } from './failure.js';
export { kurrentStore } from './kurrent-store.js';
export {
  createKurrentLog,
  createLogOver,
  isStoreFailure,
  type KurrentOptions,
  type OpenFailure,
  openKurrentLog,
  openLogOver,
} from './open.js';
export type { NewEvent, ReadEvent, Store } from './store.js';
