import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromRaw } from './fx.js';
import { formatFx, parseFx, roundFx } from './fx-text.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const anyFx = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(fxFromRaw);

test('formatFx writes no needless zeros', () => {
  for (const [raw, want] of [
    [0n, '0'],
    [1n, '0.000000000000000001'],
    [-1n, '-0.000000000000000001'],
    [550_000_000_000_000_000n, '0.55'],
    [-1_250_000_000_000_000_000n, '-1.25'],
    [FX_ONE, '1'],
    [-FX_ONE * 120n, '-120'],
    [FX_ONE + 1n, '1.000000000000000001'],
  ] as const) {
    assert.is(formatFx(fxFromRaw(raw)), want);
  }
});

test('text and Fx go both ways', () => {
  fc.assert(fc.property(anyFx, (value) => assert.is(parseFx(formatFx(value)), value)));
});

test('parseFx reads JSON numbers from their shortest text', () => {
  for (const [text, want] of [
    ['0', 0n],
    ['-0', 0n],
    ['1', FX_ONE],
    ['0.1', 100_000_000_000_000_000n],
    ['1e-7', 100_000_000_000n],
    ['1E-7', 100_000_000_000n],
    ['1.5e+2', 150n * FX_ONE],
    ['7.630510948348211e-06', 7_630_510_948_348n],
    ['-0.05', -50_000_000_000_000_000n],
    ['00.1', 100_000_000_000_000_000n],
  ] as const) {
    assert.is(parseFx(text), want, text);
  }
});

test('parseFx goes toward minus infinity beyond 18 decimals', () => {
  assert.is(parseFx('0.0000000000000000019'), 1n);
  assert.is(parseFx('-0.0000000000000000011'), -2n);
  assert.is(parseFx('-0.0000000000000000010'), -1n);
  assert.is(parseFx('1e-40'), 0n);
  assert.is(parseFx('-1e-40'), -1n);
});

test('parseFx refuses what is no decimal number', () => {
  for (const text of [
    '',
    ' 1',
    '1 ',
    '+1',
    '.5',
    '5.',
    '1e',
    '0x10',
    'NaN',
    'Infinity',
    '1_000',
    '1,5',
    '--1',
    '1e99999',
  ]) {
    assert.is(parseFx(text), undefined, text);
  }
});

test('parseFx of the shortest text of a double is the double to within half an ulp', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (x) => {
      assert.is(Number(formatFx(parseFx(String(x)) ?? fxFromRaw(-1n))) <= x, true);
    }),
  );
});

test('roundFx rounds half away from zero', () => {
  const half = fxFromRaw(500_000_000_000_000_000n);
  assert.is(roundFx(half, 0), '1');
  assert.is(roundFx(fxFromRaw(-half), 0), '-1');
  assert.is(roundFx(fxFromRaw(half - 1n), 0), '0');
  assert.is(roundFx(fxFromRaw(-(half - 1n)), 0), '0');
  assert.is(roundFx(fxFromRaw(1_234_567_890_123_456_789n), 4), '1.2346');
  assert.is(roundFx(fxFromRaw(-1_234_567_890_123_456_789n), 4), '-1.2346');
  assert.is(roundFx(fxFromRaw(1_234_567_890_123_456_789n), 18), '1.234567890123456789');
  assert.is(roundFx(fxFromRaw(999_999_999_999_999_999n), 6), '1.000000');
  assert.is(roundFx(fxFromRaw(-4_000n), 3), '0.000');
});

test('roundFx is never further off than half of its last place', () => {
  fc.assert(
    fc.property(anyFx, fc.integer({ min: 0, max: 18 }), (value, places) => {
      const shown = parseFx(roundFx(value, places)) ?? fxFromRaw(0n);
      const error = shown > value ? shown - value : value - shown;
      assert.ok(2n * error <= 10n ** BigInt(18 - places));
    }),
  );
});

test.run();
