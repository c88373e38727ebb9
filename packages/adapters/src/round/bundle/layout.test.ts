import { accountFromBytes, type EpochNumber, type Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomFrom } from '../../testing/random.js';
import { type BundlePlace, formatBundleKey, parseBundleKey } from './layout.js';

const hotkey = accountFromBytes(new Uint8Array(32).fill(7));
const epoch = 7 as EpochNumber;
const places: readonly BundlePlace[] = [
  { kind: 'index', hotkey, epoch, stage: 'observations' },
  { kind: 'index', hotkey, epoch: 0 as EpochNumber, stage: 'result' },
  { kind: 'part', hotkey, epoch: 0xffffffff as EpochNumber, sha256: 'a1'.repeat(32) as Hash32 },
];

test('formatting and parsing are inverse', () => {
  for (const place of places) assert.equal(parseBundleKey(formatBundleKey(place)), E.right(place));
});

test('a key has one spelling', () => {
  const good = formatBundleKey({ kind: 'index', hotkey, epoch, stage: 'result' });
  const bad = [
    '',
    `/${good}`,
    `${good}/`,
    `${good}\n`,
    good.replace('epoch=7', 'epoch=07'),
    good.replace('epoch=7', 'epoch=4294967296'),
    good.replace('epoch=7', 'epoch=99999999999999999999'),
    good.replace('epoch=7', 'epoch=-1'),
    good.replace('result', 'Result'),
    good.replace('result', '../result'),
    good.replace('/epoch', '//epoch'),
    good.replace('/epoch', '%2Fepoch'),
    good.replace(hotkey, `${hotkey.slice(0, -1)}x`),
    good.replace(hotkey, '../../../../../../../../../../../../../../../../'),
    `hotkey=${hotkey}/epoch=7/part=${'A1'.repeat(32)}`,
    `hotkey=${hotkey}/epoch=7/part=${'a1'.repeat(33)}`,
    `hotkey=${hotkey}/epoch=7/manifest=${'a1'.repeat(32)}.json`,
    'x'.repeat(1_000_000),
  ];
  for (const key of bad) assert.ok(E.isLeft(parseBundleKey(key)), key.slice(0, 120));
});

test('what parses is what was formatted, whatever the bytes', () => {
  const seed = Number(process.env['TEST_SEED'] ?? '20260101');
  const below = randomFrom(seed);
  const alphabet = `hotkeyepoch=/bundlepart.jsonresult0123456789abcdef%${hotkey}\u0000\u202e`;
  const base = formatBundleKey({ kind: 'part', hotkey, epoch, sha256: 'a1'.repeat(32) as Hash32 });
  for (let round = 0; round < 2000; round += 1) {
    const at = below(base.length);
    const key = `${base.slice(0, at)}${alphabet[below(alphabet.length)]}${base.slice(at + below(3))}`;
    const parsed = parseBundleKey(key);
    if (E.isRight(parsed)) assert.is(formatBundleKey(parsed.right), key, `seed ${seed}`);
  }
});

test.run();
