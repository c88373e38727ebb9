import { readFileSync } from 'node:fs';
import { p256 } from '@noble/curves/nist.js';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeBase64 } from './base64.js';
import { dataHash } from './chained-hash.js';
import { encodePoint } from './point.js';
import { verifyProof } from './proof-file.js';
import { proveChallenge, proveRetrieve, proveStore } from './prove.js';
import type { ProofVerdict } from './verdict.js';
import { challengeAnchors } from './verify-challenge.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const POINTS = {
  g: encodePoint(p256.Point.BASE.multiply(1_234_567n)),
  h: encodePoint(p256.Point.BASE.multiply(7_654_321n)),
};
const SEED = 'a1'.repeat(32);
const PREV = 'b2'.repeat(32);
const DATA = Uint8Array.from({ length: 1_000 }, (_, i) => (i * i + (i >> 8)) & 255);

const shown = (verdict: ProofVerdict): string =>
  verdict.kind === 'passed' ? 'passed' : `${verdict.reason} ${verdict.field}`;

const asked = (index: number) => ({ ...POINTS, seed: SEED, prevSeed: PREV, chunkBytes: 256, index });
const answerOf = (index: number) => proveChallenge(asked(index), DATA, (i) => 2n ** 256n - BigInt(i));
const challengeOf = (index: number) => ({
  ...asked(index),
  dataBytes: DATA.length,
  anchors: challengeAnchors(DATA, asked(index)),
});
const store = proveStore({ ...POINTS, seed: SEED }, DATA, 99n);
const retrieval = { dataHash: dataHash(DATA), dataBytes: DATA.length, seed: SEED, prevSeed: PREV };

const data = encodeBase64(DATA);
const files = (): readonly { readonly task: string; readonly request: object; readonly response: object }[] => [
  { task: 'store', request: { ...POINTS, seed: SEED, data }, response: store },
  { task: 'challenge', request: { ...asked(2), data }, response: answerOf(2) },
  { task: 'challenge', request: challengeOf(3), response: answerOf(3) },
  { task: 'retrieve', request: retrieval, response: proveRetrieve(retrieval, DATA) },
];

test('a proof in a file', () => {
  for (const file of files()) assert.is(shown(verifyProof(JSON.parse(JSON.stringify(file)))), 'passed', file.task);
  for (const [file, want] of [
    [undefined, 'BAD_REQUEST request'],
    [{}, 'BAD_REQUEST request'],
    [{ request: {} }, 'BAD_REQUEST task'],
    [{ request: {}, task: 'monitor' }, 'BAD_REQUEST task'],
    [{ request: {}, task: 'store' }, 'BAD_REQUEST data'],
    [{ request: { data: '*' }, task: 'store' }, 'BAD_REQUEST data'],
    [{ request: { data: '' }, task: 'store' }, 'BAD_REQUEST g'],
    [{ request: {}, task: 'challenge' }, 'BAD_REQUEST anchors'],
    [{ request: { data: '*' }, task: 'challenge' }, 'BAD_REQUEST data'],
    [{ request: { anchors: [{ kind: 'x', value: '1' }] }, task: 'challenge' }, 'BAD_REQUEST anchors'],
    [
      { request: { anchors: new Array(4).fill({ kind: 'chunkHash', value: '1' }) }, task: 'challenge' },
      'BAD_REQUEST anchors',
    ],
    [{ request: { anchors: [{ kind: 'chunkHash', value: '1' }] }, task: 'challenge' }, 'BAD_REQUEST g'],
    [{ request: {}, task: 'retrieve' }, 'BAD_REQUEST dataHash'],
  ] as const) {
    assert.is(shown(verifyProof(file)), want);
  }
});

test('the file in docs/proofs.md passes', () => {
  const docs = readFileSync(new URL('../../../../docs/proofs.md', import.meta.url), 'utf8');
  const [, json = ''] = /```json\n(.*?)```/s.exec(docs) ?? [];
  assert.is(shown(verifyProof(JSON.parse(json))), 'passed');
});

test('no value makes a verifier throw, and none passes by chance', () => {
  const hostile = fc.oneof(
    fc.anything({ withBigInt: true, withNullPrototype: true }),
    fc.string({ maxLength: 400 }),
    fc.constantFrom('', '0', 'W10=', '312c31', POINTS.g, SEED, '__proto__', 2 ** 53, -0, Number.NaN),
  );
  const keys = [
    'g',
    'h',
    'seed',
    'data',
    'anchors',
    'index',
    'chunkBytes',
    'commitment',
    'commitment_hash',
    'randomness',
  ];
  const answerKeys = [
    'commitment',
    'commitment_hash',
    'commitment_proof',
    'data_chunk',
    'merkle_proof',
    'merkle_root',
    'data',
  ];
  const drawnFile = fc.tuple(
    fc.constantFrom(...files()),
    fc.dictionary(fc.constantFrom(...keys), hostile, { maxKeys: 2 }),
    fc.dictionary(fc.constantFrom(...answerKeys, 'randomness'), hostile, { minKeys: 1, maxKeys: 3 }),
    fc.boolean(),
  );
  fc.assert(
    fc.property(drawnFile, ([file, request, response, both]) => {
      const changed = {
        task: file.task,
        request: both ? { ...file.request, ...request } : file.request,
        response: { ...file.response, ...response },
      };
      const relevant = Object.keys(response).some((key) => Object.hasOwn(file.response, key));
      const verdict = verifyProof(changed);
      if (relevant && !both) assert.is(verdict.kind, 'refused');
    }),
    { numRuns: 300 },
  );
  fc.assert(fc.property(hostile, (value) => assert.is(verifyProof(value).kind, 'refused')));
});

test.run();
