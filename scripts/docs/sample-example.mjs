import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { pureHost } from '../../packages/core/dist/index.js';
import { sample } from '../../packages/core/dist/primitives/sample.js';

const SEED = createHash('sha256').update('seed').digest();
const N = 10;
const K = 3;
const TWO_64 = 1n << 64n;

const blockOf = (c) => {
  const count = Buffer.alloc(8);
  count.writeBigUInt64LE(BigInt(c));
  return createHash('sha256')
    .update(Buffer.from([8]))
    .update('sample/1')
    .update(SEED)
    .update(count)
    .digest();
};

/** A draw, step by step and by other means than in the engine; throws unless the engine draws the same. */
export const sampleExample = () => {
  const row = Array.from({ length: N }, (_, i) => i);
  const block = blockOf(0);
  const steps = Array.from({ length: K }, (_, i) => {
    const m = BigInt(N - i);
    const word = block.readBigUInt64LE(8 * i);
    assert.ok(word < (TWO_64 / m) * m, 'the example must not refuse a word');
    const at = i + Number(word % m);
    [row[i], row[at]] = [row[at], row[i]];
    return `| ${i} | ${m} | \`${block.toString('hex', 8 * i, 8 * i + 8)}\` | ${word} | ${word % m} | ${at} | ${row.join(' ')} |`;
  });
  const drawn = row.slice(0, K);
  assert.deepEqual(drawn, sample(pureHost.sha256, SEED, N, K));
  return [
    `\`sample(seed, ${N}, ${K})\` with the seed \`${SEED.toString('hex')}\` (SHA-256 of the text "seed"). Block 0 is`,
    `\`${block.toString('hex')}\`.`,
    '',
    '| i | m | word, bytes | word w | w mod m | exchanged with place | the row afterwards |',
    '|---|---|---|---|---|---|---|',
    ...steps,
    '',
    `Result: ${drawn.join(', ')}.`,
  ];
};
