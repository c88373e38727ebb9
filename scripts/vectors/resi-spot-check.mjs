import assert from 'node:assert/strict';
import { mt19937 } from '../../packages/core/dist/testing/parity/python-random/mt19937.js';
import {
  acceptsSpotChecks,
  drawSpotChecks,
  spotCheckSeed,
  spotCheckSeedText,
  spotCheckSize,
} from '../../packages/core/dist/testing/parity/resi/spot-check.js';

/** Vectors of resi's spot checks: which listings are drawn, and how a miner writes times until none of the invented ones is. */

const SIZES = { v33b9890: (n) => spotCheckSize(n), v8e884c2: () => 2 };

const checkVersion = (input, size, expected) => {
  if (expected.raises !== undefined) {
    assert.throws(() => drawSpotChecks(input, size), /Sample larger than population or is negative/);
    return;
  }
  const drawn = drawSpotChecks(input, size);
  assert.equal(size, expected.sample_size);
  assert.deepEqual(drawn, expected.selected_indices);
  assert.equal(acceptsSpotChecks(input, drawn), expected['accepted_by_DeterministicConsensus.verify']);
};

export const spotCheckSelection = ({ cases }) =>
  cases.map((row) => ({
    name: `${row.listing_count} listings of ${row.miner_hotkey} at ${row.submission_timestamp}, ${row.epoch_nonce}`,
    check: () => {
      const input = {
        nonce: row.epoch_nonce,
        hotkey: row.miner_hotkey,
        timestamp: row.submission_timestamp,
        listings: row.listing_count,
      };
      assert.equal(spotCheckSeedText(input), row.seed_string);
      assert.equal(spotCheckSeed(input), row.seed);
      const random = mt19937(BigInt(row.seed));
      const first = row.mt19937_getrandbits32_first4;
      assert.deepEqual(
        first.map(() => random.next()),
        first,
      );
      for (const [version, size] of Object.entries(SIZES)) {
        checkVersion(input, size(row.listing_count), row[version]);
      }
    },
  }));

/** The file does not say who attacks; it is the first miner of the file of selections. */
const ATTACKER = { nonce: '376ce532f42cf2a5', hotkey: '5H2WNbNfkRmHWJGdEUzZyVd7jZuP3BkwNDYgZQF8a1BcKwGx' };
const TRIES_MAX = 1_000_000;

const timeAfter = (ms) => new Date(Date.UTC(2025, 9, 1, 17, 30) + ms).toISOString();

/** The attack is redone; ours has nothing to write: its seed is the hash of a block that is younger than the commitment. */
export const spotCheckGrinding = ({ cases, epoch_nonce: nonce, miner_hotkey: hotkey }) =>
  cases.map((row) => ({
    name: `invented ${row.fake_listings_at_indices} of ${row.listing_count}, ${row.sample_size} checks`,
    check: () => {
      const [, last] = row.fake_listings_at_indices.split('..').map(Number);
      for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
        const timestamp = timeAfter(tries - 1);
        const drawn = drawSpotChecks(
          { nonce: nonce ?? ATTACKER.nonce, hotkey: hotkey ?? ATTACKER.hotkey, timestamp, listings: row.listing_count },
          row.sample_size,
        );
        if (drawn.some((index) => index <= last)) continue;
        assert.deepEqual(
          { tries, timestamp, drawn },
          { tries: row.timestamps_tried, timestamp: row.winning_timestamp, drawn: row.selected_indices },
        );
        return;
      }
      assert.fail(`no time found in ${TRIES_MAX} tries`);
    },
  }));
