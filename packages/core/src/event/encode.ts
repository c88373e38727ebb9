import { encodeCanonical } from './canonical.js';
import type { ChainRecord, Claim, Fact } from './index.js';
import type { Json } from './json.js';

/** The line of a fact, claim or record as it is sent, signature included, without LF. */
export const encodeEvent = (event: Fact | Claim | ChainRecord): string => encodeCanonical(event as unknown as Json);
