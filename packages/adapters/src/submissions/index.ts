export { type Known, knownFrom, NOTHING_KNOWN } from './known.js';
export { folderOf, formatKey, type Place, parseKey } from './layout.js';
export {
  decodeManifest,
  encodeManifest,
  hashManifest,
  MANIFEST_BYTES_MAX,
  type Manifest,
  type SignedManifest,
} from './manifest.js';
export type { FolderCounts, Observation, RefusedReason } from './observation.js';
export { observeFolder } from './observe-folder.js';
export { FOLDER_LIMITS, type FolderLimits, type Measure, type Observer } from './observer.js';
export { isSignedManifest, type SignMessage, signManifest } from './sign-manifest.js';
