import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf, record, type ValueOf } from './field.js';
import { account, hash32, zipcode } from './values.js';

const FILES_MAX = 10_000;

const file = record('file of a manifest', { contentSha256: hash32, rowsRoot: hash32, zipcode });
export type ManifestFile = ValueOf<typeof file>;

/**
 * An observer saw a miner's manifest. manifestSha256 is SHA-256 of canonical {epoch, files, hotkey, netuid, nonce};
 * decoding recomputes it (`decode.ts`).
 */
export const ManifestSeen = defineEvent({
  type: 'ManifestSeen',
  phase: 7,
  origin: 'observer',
  data: {
    files: listOf(file, FILES_MAX, {
      says: 'at least one file, strictly ascending by zipcode',
      holds: (files) => files.length > 0 && ascendingBy('zipcode', (item: ManifestFile) => item.zipcode).holds(files),
    }),
    hotkey: account,
    manifestSha256: hash32,
    nonce: hash32,
  },
});
export type ManifestSeen = EventOf<typeof ManifestSeen>;
