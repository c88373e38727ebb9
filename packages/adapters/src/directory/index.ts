export { type DataFailure, isDataFailure, isPositionConflict, type PositionConflict } from './failure.js';
export type { FileSystem, OpenMode } from './file-system.js';
export { nodeFileSystem } from './node-file-system.js';
export { checkLogAt, createLog, type LogOptions, type OpenOptions, openLog } from './open.js';
export { type LockHolder, type LockOwner, thisProcess } from './owner.js';
