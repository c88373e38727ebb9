import assert from 'node:assert/strict';
import { factorPpm, rewardOf } from '../../packages/core/dist/mechanisms/storage-tiers/reward.js';
import { firstRow, rowAfter, wilsonScore } from '../../packages/core/dist/mechanisms/storage-tiers/tiers.js';
import { fxFromPpm } from '../../packages/core/dist/numbers/fx.js';
import { assertNear, differs, fxOf } from './check.mjs';
import { code, readme, rowOf } from './filetao-rules.mjs';

/** Vectors of FileTAO's tiers: compute_tier and get_tier_factor, and the tables of its code and README. */

const ppmOf = (number) => (number === null ? 0 : Number(fxOf(number) / 1_000_000_000_000n));

const UNITS = { TB: 1024n ** 4n, PB: 1024n ** 5n };
const bytesOf = (text) => {
  const [amount, unit] = text.split(' ');
  return String(BigInt(amount) * UNITS[unit]);
};

/** A row of a table of the file in the shape of a rule set. */
const tierOf = (row) => ({
  ...(row.boost === undefined ? {} : { boostppm: ppmOf(row.boost) }),
  factorppm: ppmOf(row.factor),
  limitBytes: row.storage_limit_bytes ?? bytesOf(row.limit),
  minSuccesses: row.total_successes ?? 0,
  minWilsonppm: ppmOf(row.wilson),
  name: row.tier,
});

const tableCase = (name, rows, params) => ({
  name,
  check: () => {
    const tiers = rows.map(tierOf);
    assert.deepEqual(
      params.tiers.map((tier, row) => (tiers[row]?.boostppm === undefined ? { ...tier, boostppm: undefined } : tier)),
      tiers.map((tier) => ({ boostppm: undefined, ...tier })),
    );
  },
});

/** The tier that a rollover gives, its limit, and the Wilson score. */
const tierCase = (item, at) => ({
  name: `${at + 1}: ${item.wilson_forced ?? `${item.successes} of ${item.attempts}`}, ${item.total_successes} in all`,
  check: () => {
    const { successes: s, attempts: n, total_successes: lifetime } = item;
    // Edges of a threshold are forced by a given score: then the row is the first that this score reaches.
    const row =
      item.wilson_forced === undefined
        ? rowAfter(code, code.tiers.length - 1, { s, n, lifetime })
        : firstRow(code.tiers, lifetime, (threshold) => fxOf(item.wilson_forced) >= fxFromPpm(threshold));
    assert.equal(code.tiers[row].name, item.tier);
    assert.equal(code.tiers[row].limitBytes, item.storage_limit);
    if (item.wilson !== undefined) assertNear(wilsonScore(code.wilson, s, n), item.wilson, 'Wilson score');
  },
});

export const tiers = (data) => [
  ...(data.code_table === undefined ? [] : [tableCase('table of the code', data.code_table, code)]),
  ...(data.readme_table === undefined ? [] : [tableCase('table of the README', data.readme_table, readme)]),
  ...(data.cases ?? []).map(tierCase),
];

/** What a tier pays and takes: success, and failure of each task. */
const factorCase = (item) => ({
  name: `${item.tier ?? 'no tier'}${item.in_top_2 ? ', boosted' : ''}`,
  check: () => {
    if (item.error !== null) {
      assert.ok(!code.tiers.some(({ name }) => name === item.tier), `${item.tier} is a tier here`);
      return differs(`the original raises ${item.error} here; an identity holds a row of the table and nothing else`);
    }
    const tier = code.tiers[item.tier === null ? code.tiers.length - 1 : rowOf(code, item.tier)];
    const isNewcomer = item.tier === null && item.in_top_2;
    const boosted = item.in_top_2 && !isNewcomer;
    assertNear(fxFromPpm(factorPpm(tier, boosted)), item.factor, 'factor');
    assertNear(rewardOf(code.penalties, 'store', tier, true, boosted), item.success_reward, 'success');
    for (const task of ['store', 'challenge', 'retrieve']) {
      assertNear(rewardOf(code.penalties, task, tier, false, boosted), item[`${task}_failure`], `${task} failure`);
    }
    return isNewcomer
      ? differs('the original boosts nobody without statistics; here everybody has a tier from registration on')
      : undefined;
  },
});

export const tierFactors = ({ cases }) => cases.map(factorCase);
