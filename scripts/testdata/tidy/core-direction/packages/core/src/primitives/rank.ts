import { FX_ONE } from '../numbers/fx.js';
import { decodeEvent } from '../event/decode.js'; // bad
import type { Segment } from '../log/segment.js'; // bad
import type { Params } from '../mechanisms/storage-tiers/params.js'; // bad
export { replay } from '../engine/replay.js'; // bad
export const rank = [FX_ONE, decodeEvent];
export type Fine = Segment | Params;
