import { encodeCanonical } from './canonical.js';
import type { Claim, Fact } from './index.js';
import type { Json } from './json.js';

/** The line of a fact or claim as it is sent, signature included, without LF. */
export const encodeEvent = (event: Fact | Claim): string => encodeCanonical(event as unknown as Json);
