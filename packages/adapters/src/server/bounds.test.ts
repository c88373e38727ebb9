import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addressKey } from './address-key.js';
import { newMemo } from './memo.js';
import { nonceWindow } from './nonce-window.js';
import { oneAtATime } from './one-at-a-time.js';
import { tokenBuckets } from './token-buckets.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('a nonce is known as long as its envelope could be sent again, and there is room for no more than there should be', () => {
  const window = nonceWindow(2, 100, 1_000);
  assert.is(window.has('a'), false);
  assert.ok(window.add('a', 1_000));
  assert.ok(window.add('b', 1_050));
  assert.is(window.add('c', 1_099), false);
  assert.is(window.has('c'), false);
  assert.is(window.add('c', 1_100), false, 'b may come again until 1150');
  assert.ok(window.has('a') && window.has('b'));
  assert.ok(window.add('c', 1_200), 'both have expired');
  assert.is(window.has('a') || window.has('b'), false);
  assert.is(window.size(), 1);
});

test('an envelope whose nonce is not known any more has expired, or is told apart from a new one', () => {
  const LIFE_MS = 100;
  const step = fc.record({ waitMs: fc.integer({ min: -30, max: 150 }), leftMs: fc.integer({ min: 1, max: LIFE_MS }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const window = nonceWindow(1_000, LIFE_MS, 0);
      const taken: { readonly key: string; readonly expiresMs: number }[] = [];
      let nowMs = 0;
      for (const [at, { waitMs, leftMs }] of steps.entries()) {
        nowMs = Math.max(0, nowMs + waitMs);
        const expiresMs = nowMs + leftMs;
        if (expiresMs > window.unknownUntilMs() && window.add(`${at}`, nowMs)) taken.push({ key: `${at}`, expiresMs });
        for (const { key, expiresMs: until } of taken) {
          assert.ok(window.has(key) || until <= window.unknownUntilMs(), `${key} at ${nowMs}`);
        }
      }
    }),
  );
});

test('a bucket lets a burst pass and then one in each interval, as if it were filled drop by drop', () => {
  const step = fc.record({ waitMs: fc.integer({ min: 0, max: 2_500 }) });
  const rate = { burst: 3, everyMs: 1_000 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const buckets = tokenBuckets(10);
      let nowMs = 0;
      let milliTokens = 3_000;
      for (const { waitMs } of steps) {
        nowMs += waitMs;
        milliTokens = Math.min(3_000, milliTokens + waitMs);
        const expected = milliTokens >= 1_000 ? 0 : 1_000 - milliTokens;
        assert.is(buckets.waitMs('a', rate, nowMs), expected);
        assert.is(buckets.take('a', rate, nowMs), expected);
        if (expected === 0) milliTokens -= 1_000;
      }
    }),
  );
});

test('callers have a bucket each, and the one that was quiet longest makes room', () => {
  const buckets = tokenBuckets(2);
  const rate = { burst: 1, everyMs: 1_000 };
  for (const key of ['a', 'b', 'c']) assert.is(buckets.take(key, rate, 0), 0);
  assert.is(buckets.size(), 2);
  assert.is(buckets.waitMs('a', rate, 0), 0);
  assert.is(buckets.waitMs('b', rate, 0), 1_000);
});

const ADDRESSES: readonly (readonly [string, string])[] = [
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['not an address', 'not an address'],
];
for (const [address, key] of ADDRESSES) {
  test(`${address} stands for ${key}`, () => assert.is(addressKey(address), key));
}

test('a question is asked once while its answer is kept, and again when it failed', async () => {
  let nowMs = 0;
  let asked = 0;
  const memo = newMemo<number>(
    1,
    () => 100,
    () => nowMs,
  );
  const ask = async (): Promise<number> => {
    asked += 1;
    if (asked === 3) throw new Error('no');
    return asked;
  };
  assert.equal(await Promise.all([memo.get('a', ask), memo.get('a', ask)]), [1, 1]);
  nowMs = 100;
  assert.is(await memo.get('a', ask), 2);
  nowMs = 200;
  await memo.get('a', ask).catch(() => undefined);
  assert.is(await memo.get('a', ask), 4);
  assert.is(
    memo.get('b', () => undefined),
    undefined,
  );
  assert.is(await memo.get('a', ask), 4, 'what was not asked takes no place');
  assert.is(await memo.get('b', ask), 5);
  assert.is(await memo.get('a', ask), 6, 'b took its place');
});

test('heavy work runs alone, and what is too much is not taken', async () => {
  const queue = oneAtATime(2);
  const order: string[] = [];
  let release = (): void => undefined;
  const first = queue(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  const second = queue(async () => void order.push('second'));
  assert.is(
    queue(async () => undefined),
    undefined,
  );
  await Promise.resolve();
  assert.equal(order, []);
  release();
  await first;
  await second;
  assert.equal(order, ['second']);
  assert.ok(queue(async () => undefined));
});

test.run();
