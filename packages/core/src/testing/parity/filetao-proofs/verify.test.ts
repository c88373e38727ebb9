import { p256 } from '@noble/curves/nist.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeUtf8 } from '../../../hash/utf8.js';
import { encodeBase64 } from '../../../proofs/base64.js';
import { chainedHash, seededHash } from '../../../proofs/chained-hash.js';
import { commit } from '../../../proofs/pedersen.js';
import { encodePoint } from '../../../proofs/point.js';
import { isRefused } from '../../../proofs/verdict.js';
import { challengeAnchors, verifyChallenge } from '../../../proofs/verify-challenge.js';
import { validateMerkleProof } from './merkle.js';
import { pythonB64decode, pythonFromHex, pythonInt, pythonUnhexlify } from './python-text.js';
import { verifyChainedCommitment, verifyFiletaoChallenge, verifyFiletaoStore } from './verify.js';

const SEED = 'a1'.repeat(32);

test('text as Python reads it', () => {
  for (const [text, want] of [
    ['12', 12n],
    [' 12\n', 12n],
    ['-012', -12n],
    ['+1_000', 1_000n],
    ['', undefined],
    ['1__0', undefined],
    ['1.0', undefined],
    ['0x1', undefined],
  ] as const) {
    assert.is(pythonInt(text), want, text);
  }
  assert.equal(pythonUnhexlify('aAfF'), Uint8Array.of(170, 255));
  assert.is(pythonUnhexlify('a a'), undefined);
  assert.equal(pythonFromHex(' aa bb '), Uint8Array.of(170, 187));
  assert.is(pythonFromHex('zz'), undefined);
  for (const [text, want] of [
    ['YWJj', 'abc'],
    ['YW Jj\n', 'abc'],
    ['YWI=', 'ab'],
    ['YQ==YWJj', 'a'],
    ['Y-W!Jj', 'abc'],
    ['YWI', undefined],
    ['Y', undefined],
    ['', ''],
  ] as const) {
    assert.equal(pythonB64decode(text), want === undefined ? undefined : encodeUtf8(want), text);
  }
});

test('without any data an answer that agrees with itself is taken by the original and refused by ours', () => {
  const [g, h] = [p256.Point.BASE.multiply(3n), p256.Point.BASE.multiply(7n)];
  const chunk = encodeUtf8('not the data');
  const commitment = encodePoint(commit(g, h, BigInt(seededHash(chunk, SEED)), 5n));
  const forged = {
    g: encodePoint(g),
    h: encodePoint(h),
    commitment,
    commitment_hash: chainedHash('1', SEED),
    commitment_proof: '1',
    data_chunk: encodeBase64(chunk),
    merkle_proof: 'W10=',
    merkle_root: commitment,
    randomness: '5',
  };
  assert.is(verifyFiletaoChallenge(forged, SEED), true);
  const data = new Uint8Array(chunk.length);
  const asked = { prevSeed: SEED, chunkBytes: data.length, index: 0 };
  const anchors = challengeAnchors(data, asked);
  const request = { g: forged.g, h: forged.h, seed: SEED, dataBytes: data.length, ...asked, anchors };
  assert.ok(isRefused(verifyChallenge(request, forged)));
  for (const [change, want] of [
    [{ commitment_proof: null }, false],
    [{ commitment: '312c31' }, { raised: 'ValueError' }],
    [{ g: 'zz' }, { raised: 'Error' }],
    [{ h: null }, { raised: 'TypeError' }],
    [{ randomness: '-1' }, { raised: 'ValueError' }],
    [{ randomness: '6' }, false],
    [{ data_chunk: null }, { raised: 'TypeError' }],
    [{ merkle_root: '00' }, false],
    [{ merkle_root: 'zz' }, { raised: 'ValueError' }],
    [{ merkle_proof: 'e30=' }, { raised: 'TypeError' }],
    [{ merkle_proof: 'ew==' }, { raised: 'JSONDecodeError' }],
  ] as const) {
    assert.equal(verifyFiletaoChallenge({ ...forged, ...change }, SEED), want, JSON.stringify(change));
  }
});

test('the chained hash asks for no data', () => {
  assert.ok(verifyChainedCommitment('anything', SEED, chainedHash('anything', SEED)));
  assert.not(verifyChainedCommitment('anything', SEED, null));
  assert.is(verifyFiletaoStore({ commitment_hash: '1' }, encodeUtf8('x'), SEED), false);
});

test('a Merkle step falls back to the right sibling', () => {
  assert.equal(validateMerkleProof([{ up: 'aa' }], 'aa', 'bb'), { raised: 'KeyError' });
  assert.equal(validateMerkleProof([7], 'aa', 'bb'), { raised: 'TypeError' });
  assert.equal(validateMerkleProof([{ right: 'zz' }], 'aa', 'bb'), { raised: 'ValueError' });
  assert.is(validateMerkleProof([], 'aa', 'AA'), true);
});

test.run();
