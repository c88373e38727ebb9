import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../../hash/bytes.js';
import { encodeUtf8 } from '../../../hash/utf8.js';
import { mt19937 } from '../python-random/mt19937.js';
import { pythonSample } from '../python-random/sample.js';

/** What resi's draw depends on. The miner writes the time and chooses the count, and knows the nonce: so it chooses the draw. */
export interface SpotCheckInput {
  readonly nonce: string;
  readonly hotkey: string;
  readonly timestamp: string;
  readonly listings: number;
}

/** The text that is hashed to seed the draw (vali_utils/multi_tier_validator.py tier3_deterministic_spot_check @ 33b9890). */
export const spotCheckSeedText = ({ nonce, hotkey, timestamp, listings }: SpotCheckInput): string =>
  `${nonce}:${hotkey}:${timestamp}:${listings}`;

/** The seed: the first 8 hex digits of the SHA-256. */
export const spotCheckSeed = (input: SpotCheckInput): number =>
  Number.parseInt(toHex(sha256(encodeUtf8(spotCheckSeedText(input)))).slice(0, 8), 16);

/** How many listings version 33b9890 checks: a tenth, at least 3 and at most 10; int(n * 0.1) is floor(n / 10) for every n in use. */
export const spotCheckSize = (listings: number): number => Math.min(10, Math.max(3, Math.floor(listings / 10)));

/** The sorted indices that the validator draws; RangeError where the original raises, which is for fewer listings than checks. */
export const drawSpotChecks = (input: SpotCheckInput, size: number): number[] => {
  const all = Array.from({ length: input.listings }, (_, i) => i);
  return pythonSample(mt19937(BigInt(spotCheckSeed(input))), all, size).sort((a, b) => a - b);
};

/**
 * Whether vali_utils/deterministic_consensus.py accepts a draw: it expects the size of version 33b9890, and all listings where
 * there are fewer, whatever the validator that drew does.
 */
export const acceptsSpotChecks = (input: SpotCheckInput, drawn: readonly number[]): boolean => {
  const expected = drawSpotChecks(input, Math.min(spotCheckSize(input.listings), input.listings));
  return expected.length === drawn.length && expected.every((index, i) => index === drawn[i]);
};
