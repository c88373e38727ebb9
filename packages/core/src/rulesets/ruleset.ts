import type { Json } from '../event/json.js';

/** Parameters of one version of a mechanism, under a name. A rule set never changes: other numbers are another version. */
export interface Ruleset {
  /** Name and version, such as `zipcode-race@1`. */
  readonly name: string;
  readonly mechanism: string;
  readonly version: number;
  /** What a MechanismActivated carries; the mechanism's codec decides what it may hold. */
  readonly params: { readonly [key: string]: Json };
}
