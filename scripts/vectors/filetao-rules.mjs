import { filetao3001 } from '../../packages/core/dist/rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../packages/core/dist/rulesets/filetao-readme-1.js';

/** The two rule sets, and the rules that both are read by. */

/** FileTAO 3.0.0 as it computes. */
export const code = filetao3001.params;
/** FileTAO as its README says. */
export const readme = filetaoReadme1.params;

/** Row of a tier name; throws when the table has none. */
export const rowOf = (params, name) => {
  const row = params.tiers.findIndex((tier) => tier.name === name);
  if (row < 0) throw new Error(`no tier ${name}`);
  return row;
};
