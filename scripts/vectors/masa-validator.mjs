import assert from 'node:assert/strict';
import { idListOf, idTextAt } from '../../packages/core/dist/mechanisms/volume-race/id-list.js';
import { literalRound } from '../../packages/core/dist/testing/parity/masa/mip2-pseudocode.js';
import { CUSTOM, PLAIN, subnet42Curve } from '../../packages/core/dist/testing/parity/masa/subnet42-curve.js';
import { trendingKeywords } from '../../packages/core/dist/testing/parity/masa/trending-queries.js';
import { uncalledDraws } from '../../packages/core/dist/testing/parity/masa/uncalled-uids.js';
import { countAsMasa110 } from '../../packages/core/dist/testing/parity/masa/unique-counting.js';
import { emitSdkWeights } from '../../packages/core/dist/weights/sdk-emit.js';
import { processSdkWeights } from '../../packages/core/dist/weights/sdk-process.js';

/** Vectors of masa-finance/masa-bittensor: what its validator does around the scores. */

const VERSION = 'v1.1.0';

/** Why a case of unique_counting is about the content of tweets, which here is a fact by an observer; undefined if it is not. */
const contentCheck = ({ spot_check_result: passes, query_keyword: keyword, rounds }) => {
  const tweets = rounds.flatMap((round) => Object.values(round).flatMap((answer) => answer ?? []));
  const words = keyword.replaceAll('"', '').toLowerCase().split(/\s+/);
  if (passes !== true) return 'its spot check fails';
  if (tweets.some(({ age }) => age !== 'now')) return 'it holds tweets that are too old';
  const matches = ({ text }) => words.every((word) => text.toLowerCase().includes(word));
  return tweets.every(matches) ? undefined : 'it holds tweets that do not match the query';
};

const byUid = (object) => new Map(Object.entries(object).map(([uid, value]) => [Number(uid), value]));

const countingCase = (row) => ({
  name: row.name,
  check: () => {
    const why = contentCheck(row);
    if (why !== undefined)
      return { kind: 'skipped', reason: `${why}: content is checked by an observer, not by rules` };
    const rounds = row.rounds.map(
      (round) => new Map([...byUid(round)].map(([uid, answer]) => [uid, answer?.map(({ ID }) => ID) ?? null])),
    );
    const expected = row.by_version[VERSION];
    assert.equal(expected.length, rounds.length);
    countAsMasa110(rounds).forEach(({ volumes, stored }, round) => {
      assert.deepEqual(volumes, byUid(expected[round].volumes), `volumes after round ${round}`);
      const kept = byUid(expected[round].stored_ids);
      assert.deepEqual(new Set(stored.keys()), new Set(kept.keys()), `who is remembered after round ${round}`);
      for (const [uid, ids] of kept) {
        if (typeof ids === 'number') assert.equal(stored.get(uid).size, ids);
        else assert.deepEqual(stored.get(uid), new Set(ids), `ids of uid ${uid} after round ${round}`);
      }
    });
    return undefined;
  },
});

export const uniqueCounting = ({ cases }) => cases.map(countingCase);

const trendingCase = (row) => ({
  name: row.name,
  check: () => {
    const fetched = Array.isArray(row.fetch_returns) ? row.fetch_returns : undefined;
    const { keywords } = trendingKeywords(fetched);
    assert.deepEqual(keywords, row.keywords);
    assert.deepEqual(keywords, row[`keywords_${VERSION}`] ?? row.keywords);
  },
});

export const trendingQueries = ({ cases }) => cases.map(trendingCase);

/** Ids in the text of a JSON file: beyond 2^53 its numbers would lose digits. */
const idsInText = (text, key) => {
  const [, list = ''] = new RegExp(`"${key}"\\s*:\\s*\\[([^\\]]*)\\]`).exec(text) ?? [];
  return list.split(',').map((id) => id.trim());
};

export const mip2Pseudocode = (data, { file, read }) => [
  ...data.called_uids_literal.map((row, at) => ({
    name: `called_uids round ${at + 1}`,
    check: () => {
      let called = new Set();
      let returned = [];
      const everybody = data.called_uids_literal[0].available_returned;
      for (let round = 0; round <= at; round += 1) ({ returned, called } = literalRound(everybody, called));
      assert.deepEqual(returned, row.available_returned);
      assert.deepEqual([...called], row.called_after);
    },
  })),
  ...Object.keys(data.documented_output).map((hotkey) => ({
    name: `ids of ${hotkey}`,
    check: () => {
      const ids = idsInText(read(file), hotkey);
      assert.equal(ids.length, data.documented_output[hotkey].length);
      const list = idListOf(ids);
      assert.deepEqual(
        ids.map((_, position) => idTextAt(list, position)),
        ids,
      );
      const [rounds] = [countAsMasa110([new Map([[Number(hotkey), [...ids, ...ids]]])])];
      assert.deepEqual(rounds[0].stored.get(Number(hotkey)), new Set(ids));
    },
  })),
];

const near = (actual, expected, tolerance, what) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: expected ${expected}, got ${actual}`);

const subnet42Case = (row) => ({
  name: row.name,
  check: () => {
    const curves = [
      [PLAIN, row.apply_kurtosis],
      [CUSTOM, row.apply_kurtosis_custom_defaults],
    ];
    for (const [options, expected] of curves) {
      const found = subnet42Curve(row.x, options);
      assert.equal(found.length, expected.length);
      for (const [at, { dec }] of expected.entries()) near(found[at], Number(dec), 1e-12, `value ${at}`);
    }
  },
});

export const subnet42Curves = ({ cases }) => cases.map(subnet42Case);

const weightsCase = (row) => ({
  name: row.name,
  check: () => {
    const uids = row.scores.map((_, uid) => uid);
    const processed = processSdkWeights(uids, row.scores, {
      numNeurons: row.scores.length,
      minAllowedWeights: row.min_allowed_weights,
      maxWeightLimit: row.max_weight_limit,
      excludeQuantile: row.exclude_quantile,
    });
    assert.deepEqual(processed.uids, row.processed_uids);
    for (const [at, dec] of row.processed_weights.entries()) {
      near(processed.weights[at], Number(dec), 1e-6 * Math.abs(Number(dec)), `weight ${at}`);
    }
    const sent = emitSdkWeights(processed.uids, processed.weights);
    assert.deepEqual(sent, { uids: row.emit_uids, values: row.emit_u16 });
  },
});

export const masaWeightsToChain = ({ cases }) => cases.map(weightsCase);

/** The harness of the vectors seeds Python's random; the original does not. */
const selectionCase = (row, at) => ({
  name: `${row.name ?? `${row.k} of ${row.n}`}, ${row.tag}, case ${at + 1}`,
  check: () => {
    const uids = row.versions.flatMap((version, uid) => (version >= row.weights_version ? [uid] : []));
    assert.equal(row.versions.length, row.n);
    const draws = uncalledDraws(BigInt(row.random_seed), uids, row.k, row.steps.length);
    for (const [step, { pool_list_order_before: pool, selected, remaining }] of row.steps.entries()) {
      assert.deepEqual(draws[step - 1]?.remaining ?? [], pool, `who is left before draw ${step}`);
      assert.deepEqual(draws[step].selected ?? null, selected, `draw ${step}`);
      assert.deepEqual(draws[step].remaining, remaining, `who is left after draw ${step}`);
    }
  },
});

export const selectionOrder = ({ cases }) => cases.map(selectionCase);
