import { p256 } from '@noble/curves/nist.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodePoint } from './point.js';
import { proveStore, type StoreAnswer } from './prove.js';
import { isRefused, type ProofVerdict } from './verdict.js';
import { verifyStore } from './verify-store.js';

const POINTS = {
  g: encodePoint(p256.Point.BASE.multiply(1_234_567n)),
  h: encodePoint(p256.Point.BASE.multiply(7_654_321n)),
};
const SEED = 'a1'.repeat(32);
const DATA = Uint8Array.from({ length: 1_000 }, (_, i) => (i * i + (i >> 8)) & 255);

const unrefused = <A>(answer: A): Exclude<A, { readonly kind: 'refused' }> => {
  if (isRefused(answer)) throw new Error(`refused: ${answer.reason} ${answer.field}`);
  return answer as Exclude<A, { readonly kind: 'refused' }>;
};
const shown = (verdict: ProofVerdict): string =>
  verdict.kind === 'passed' ? 'passed' : `${verdict.reason} ${verdict.field}`;

const store: StoreAnswer = unrefused(proveStore({ ...POINTS, seed: SEED }, DATA, 99n));
const storeVerdict = (change: object): string =>
  shown(verifyStore({ ...POINTS, seed: SEED, data: DATA }, { ...store, ...change }));

test('a store answer passes, and each change of it is refused', () => {
  for (const [change, want] of [
    [{}, 'passed'],
    [{ g: null, h: undefined, curve: null }, 'passed'],
    [{ randomness: 99 }, 'passed'],
    [{ randomness: 99n }, 'passed'],
    [{ more: 'fields' }, 'passed'],
    [{ commitment_hash: null }, 'MISSING commitment_hash'],
    [{ commitment: undefined }, 'MISSING commitment'],
    [{ randomness: null }, 'MISSING randomness'],
    [{ commitment_hash: 12 }, 'MALFORMED commitment_hash'],
    [{ commitment_hash: `0${store.commitment_hash}` }, 'MALFORMED commitment_hash'],
    [{ commitment_hash: (2n ** 256n).toString() }, 'MALFORMED commitment_hash'],
    [{ commitment_hash: (BigInt(store.commitment_hash) + 1n).toString() }, 'HASH_MISMATCH commitment_hash'],
    [{ commitment: '312c31' }, 'MALFORMED commitment'],
    [{ commitment: POINTS.g }, 'OPENING_FAILED commitment'],
    [{ randomness: '98' }, 'OPENING_FAILED commitment'],
    [{ randomness: (99n + p256.Point.Fn.ORDER).toString() }, 'passed'],
    [{ randomness: '0' }, 'MALFORMED randomness'],
    [{ randomness: '-1' }, 'MALFORMED randomness'],
    [{ randomness: -1n }, 'MALFORMED randomness'],
    [{ randomness: 1.5 }, 'MALFORMED randomness'],
    [{ randomness: (2n ** 256n + 1n).toString() }, 'MALFORMED randomness'],
    [{ curve: 'P-384' }, 'OTHER_REQUEST curve'],
    [{ g: POINTS.h }, 'OTHER_REQUEST g'],
    [{ h: '' }, 'OTHER_REQUEST h'],
  ] as const) {
    assert.is(
      storeVerdict(change),
      want,
      JSON.stringify(change, (_, v) => (typeof v === 'bigint' ? String(v) : v)),
    );
  }
  for (const nothing of [undefined, null, 'text', 7, [], [store]]) {
    assert.is(shown(verifyStore({ ...POINTS, seed: SEED, data: DATA }, nothing)), 'MISSING response');
  }
  assert.is(shown(verifyStore({ ...POINTS, seed: SEED, data: DATA.slice(1) }, store)), 'HASH_MISMATCH commitment_hash');
});

test('a request that makes no sense is no fault of the miner', () => {
  for (const [change, want] of [
    [{ g: '312c31' }, 'BAD_REQUEST g'],
    [{ h: POINTS.g }, 'BAD_REQUEST h'],
    [{ seed: SEED.toUpperCase() }, 'BAD_REQUEST seed'],
    [{ seed: '' }, 'BAD_REQUEST seed'],
  ] as const) {
    assert.is(shown(verifyStore({ ...POINTS, seed: SEED, data: DATA, ...change }, store)), want);
  }
});

test.run();
