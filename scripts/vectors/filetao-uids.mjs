import assert from 'node:assert/strict';
import {
  blockHashSeed,
  isUidAvailable,
  selectFiletaoUids,
} from '../../packages/core/dist/testing/parity/filetao-uids/uids.js';
import { mt19937 } from '../../packages/core/dist/testing/parity/python-random/mt19937.js';
import { pythonSample, sampleBranch } from '../../packages/core/dist/testing/parity/python-random/sample.js';
import { textSeed } from '../../packages/core/dist/testing/parity/python-random/text-seed.js';

/** Vectors of how FileTAO chooses whom to ask: random.sample of CPython, seeded with a block hash. */

const range = (n) => Array.from({ length: n }, (_, i) => i);
const words = (seed, count) => {
  const random = mt19937(seed);
  return range(count).map(() => random.next());
};

/** The population of a case: a list, or what describes one in the words of Python. */
const populationOf = (text) => {
  if (Array.isArray(text)) return text;
  const [, size] = /^range\((\d+)\)$/.exec(text) ?? [];
  if (size !== undefined) return range(Number(size));
  const [, top, divisor] = /^\[u in 0\.\.(\d+) if u%(\d+)!=0\]$/.exec(text) ?? [];
  if (top !== undefined) return range(Number(top) + 1).filter((uid) => uid % Number(divisor) !== 0);
  return assert.fail(`a population that no runner knows: ${text}`);
};

const twister = (row) => ({
  name: `words of ${row.block_hash}`,
  check: () => {
    assert.equal(String(blockHashSeed(row.block_hash)), row.seed_dec);
    assert.deepEqual(words(BigInt(row.seed_dec), row.getrandbits32.length), row.getrandbits32);
    const literal = row.readme_literal_string_seed_getrandbits32;
    assert.deepEqual(words(textSeed(row.block_hash), literal.length), literal);
  },
});

/** The README seeds with the text of the hash, which is another draw. */
const literalDraw = ({ block_hash: hash, ...draws }) => ({
  name: `README: ${hash}`,
  check: () => {
    for (const [how, drawn] of Object.entries(draws)) {
      const [, n, k] = /sample\(range\((\d+)\),\s*(\d+)\)$/.exec(how);
      assert.deepEqual(pythonSample(mt19937(textSeed(hash)), range(Number(n)), Number(k)), drawn);
    }
  },
});

const selection = ({ block_hash: hash, seed_dec: seed, population, population_len: length, k, uids }) => ({
  name: `${k} of ${population} by ${hash}`,
  check: () => {
    const all = populationOf(population);
    assert.equal(all.length, length);
    assert.equal(String(blockHashSeed(hash)), seed);
    assert.deepEqual(selectFiletaoUids(hash, all, k), uids);
  },
});

export const uidSelection = ({ mt19937: rows = [], readme_literal: literal = [], cases }) => [
  ...rows.map(twister),
  ...literal.map(literalDraw),
  ...cases.map(selection),
];

export const pythonSampleBranch = ({ cases }) =>
  cases.map(({ n, k, setsize, algorithm }) => ({
    name: `${k} of ${n}`,
    check: () => assert.deepEqual(sampleBranch(n, k), { setsize, algorithm }),
  }));

export const uidAvailability = ({ cases }) =>
  cases.map(({ is_serving: isServing, validator_permit: validatorPermit, stake, limit, available }, i) => ({
    name: `case ${i + 1}: stake ${stake}, limit ${limit}`,
    check: () => assert.equal(isUidAvailable({ isServing, validatorPermit, stake }, limit), available),
  }));
