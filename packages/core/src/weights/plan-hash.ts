import { encodeCanonical } from '../event/canonical.js';
import type { Sha256 } from '../hash/host.js';
import { taggedHash, text } from '../hash/tagged.js';
import type { WeightPlan } from './plan.js';

/** Adds the hash that makes a changed plan visible: H("weight-plan/1", text(canonical JSON of all other keys)). */
export const sealPlan = (sha256: Sha256, body: Omit<WeightPlan, 'plan'>): WeightPlan => ({
  ...body,
  plan: taggedHash(sha256, 'weight-plan/1', [text(encodeCanonical({ ...body }))]),
});
