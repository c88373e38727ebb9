import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { blockHashSeed, isUidAvailable, selectFiletaoUids } from './uids.js';

test('a validator is one with a permit and more than the limit', () => {
  for (const [isServing, validatorPermit, stake, available] of [
    [true, true, 500, true],
    [true, true, 501, false],
    [true, false, 100_000, true],
    [false, false, 0, false],
  ] as const) {
    assert.is(isUidAvailable({ isServing, validatorPermit, stake }, 500), available);
  }
});

test('the hash is read as a number, so leading zeros and 0x make no difference', () => {
  assert.is(blockHashSeed('0x00ff'), 255n);
  assert.is(blockHashSeed('ff'), 255n);
  const uids = Array.from({ length: 256 }, (_, uid) => uid);
  assert.equal(selectFiletaoUids('0x01', uids, 3), [68, 32, 130]);
  assert.equal(selectFiletaoUids('0x01', uids.slice(0, 2), 3).length, 2);
});

test.run();
