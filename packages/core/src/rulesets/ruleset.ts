import { type Field, leaf, record } from '../event/field.js';
import type { Json } from '../event/json.js';
import { integer, slug, versioned } from '../event/values.js';

/** Parameters of one version of a mechanism, under a name. A rule set never changes: other numbers are another version. */
export interface Ruleset {
  /** Name and version, such as `zipcode-race@1`. */
  readonly name: string;
  readonly mechanism: string;
  readonly version: number;
  /** What a MechanismActivated carries; the mechanism's codec decides what it may hold. */
  readonly params: { readonly [key: string]: Json };
}

/** A rule set in a file, before the codec of its mechanism looks at the parameters. */
export const rulesetForm: Field<Omit<Ruleset, 'params'> & { readonly params: object }> = record('rule set', {
  mechanism: slug,
  name: versioned,
  params: leaf('JSON object', (u): u is object => typeof u === 'object' && u !== null && !Array.isArray(u)),
  version: integer(1, 65_535),
});
