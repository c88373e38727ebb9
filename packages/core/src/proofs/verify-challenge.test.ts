import { p256 } from '@noble/curves/nist.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeBase64, encodeBase64 } from './base64.js';
import { chainedHash, seededHash } from './chained-hash.js';
import { chunkAt, chunkCount } from './chunks.js';
import { commit } from './pedersen.js';
import { encodePoint } from './point.js';
import { CHUNKS_MAX, type ChallengeAnswer, proveChallenge } from './prove.js';
import { isRefused, type ProofVerdict } from './verdict.js';
import { type ChallengeAnchor, type ChallengeRequest, challengeAnchors, verifyChallenge } from './verify-challenge.js';

const [G, H] = [p256.Point.BASE.multiply(1_234_567n), p256.Point.BASE.multiply(7_654_321n)];
const POINTS = { g: encodePoint(G), h: encodePoint(H) };
const SEED = 'a1'.repeat(32);
const PREV = 'b2'.repeat(32);
const DATA = Uint8Array.from({ length: 1_000 }, (_, i) => (i * i + (i >> 8)) & 255);

const unrefused = <A>(answer: A): Exclude<A, { readonly kind: 'refused' }> => {
  if (isRefused(answer)) throw new Error(`refused: ${answer.reason} ${answer.field}`);
  return answer as Exclude<A, { readonly kind: 'refused' }>;
};
const shown = (verdict: ProofVerdict): string =>
  verdict.kind === 'passed' ? 'passed' : `${verdict.reason} ${verdict.field}`;
const randomness = (i: number): bigint => 2n ** 256n - BigInt(i);

const asked = (index: number, chunkBytes = 256) => ({ ...POINTS, seed: SEED, prevSeed: PREV, chunkBytes, index });
const challengeOf = (index: number, chunkBytes = 256): ChallengeRequest => ({
  ...asked(index, chunkBytes),
  dataBytes: DATA.length,
  anchors: challengeAnchors(DATA, asked(index, chunkBytes)),
});
const answerOf = (index: number, chunkBytes = 256): ChallengeAnswer =>
  unrefused(proveChallenge(asked(index, chunkBytes), DATA, randomness));

test('every chunk of every tree passes, and only for its own index', () => {
  for (const chunkBytes of [1_000, 999, 500, 334, 250, 200]) {
    const count = chunkCount(DATA.length, chunkBytes);
    for (let index = 0; index < count; index += 1) {
      const answer = answerOf(index, chunkBytes);
      const [proof, chunk] = challengeAnchors(DATA, asked(index, chunkBytes));
      const anchors: readonly ChallengeAnchor[] = [proof, chunk, { kind: 'merkleRoot', value: answer.merkle_root }];
      for (const anchor of anchors) {
        const request = { ...challengeOf(index, chunkBytes), anchors: [anchor] as const };
        assert.is(shown(verifyChallenge(request, answer)), 'passed');
        // Another index is refused under every anchor, also where the anchor does not know the chunk.
        const other = { ...request, index: (index + 1) % count };
        if (count > 1) assert.is.not(shown(verifyChallenge(other, answer)), 'passed');
      }
    }
  }
});

test('each change of a challenge answer is refused', () => {
  const answer = answerOf(1);
  const flip = (text: string): string => text.replace(/^./, (char) => (char === 'A' ? 'B' : 'A'));
  const verdict = (change: object): string => shown(verifyChallenge(challengeOf(1), { ...answer, ...change }));
  for (const [change, want] of [
    [{}, 'passed'],
    [{ commitment_hash: (BigInt(answer.commitment_hash) - 1n).toString() }, 'HASH_MISMATCH commitment_hash'],
    [{ commitment_proof: '1', commitment_hash: chainedHash('1', SEED) }, 'PROOF_MISMATCH commitment_proof'],
    [{ commitment_proof: 'forged-proof-no-data' }, 'MALFORMED commitment_proof'],
    [{ data_chunk: flip(answer.data_chunk) }, 'DATA_MISMATCH data_chunk'],
    [{ data_chunk: encodeBase64(chunkAt(DATA, 256, 0)) }, 'DATA_MISMATCH data_chunk'],
    [{ data_chunk: 'bm90IHRoZSBkYXRh' }, 'DATA_MISMATCH data_chunk'],
    [{ data_chunk: '*'.repeat(answer.data_chunk.length) }, 'MALFORMED data_chunk'],
    [{ data_chunk: 'A'.repeat(answer.data_chunk.length) }, 'DATA_MISMATCH data_chunk'],
    [{ randomness: (BigInt(answer.randomness) - 1n).toString() }, 'OPENING_FAILED commitment'],
    [{ commitment: POINTS.g }, 'OPENING_FAILED commitment'],
    [{ merkle_root: answer.merkle_root.replace(/^../, '00') }, 'PATH_MISMATCH merkle_root'],
    [{ merkle_root: '' }, 'PATH_MISMATCH merkle_root'],
    [{ merkle_proof: 'W10=', merkle_root: answer.commitment }, 'PATH_MISMATCH merkle_proof'],
    [{ merkle_proof: answerOf(0).merkle_proof }, 'PATH_MISMATCH merkle_proof'],
    [{ merkle_proof: answerOf(3).merkle_proof }, 'PATH_MISMATCH merkle_proof'],
    [{ merkle_proof: 'nonsense' }, 'MALFORMED merkle_proof'],
    [{ g: POINTS.h, h: POINTS.g }, 'OTHER_REQUEST g'],
    [{ merkle_root: null }, 'MISSING merkle_root'],
    [{ merkle_proof: 1 }, 'MALFORMED merkle_proof'],
  ] as const) {
    assert.is(verdict(change), want, JSON.stringify(change));
  }
});

test('a forged answer that agrees with itself is refused whatever the anchor', () => {
  // No data at all: an invented proof, any bytes, one leaf. The original takes it.
  const chunk = new TextEncoder().encode('not the data');
  const commitment = encodePoint(commit(G, H, BigInt(seededHash(chunk, SEED)), 5n));
  const forged = {
    ...answerOf(0),
    commitment,
    commitment_proof: '1',
    commitment_hash: chainedHash('1', SEED),
    data_chunk: encodeBase64(chunk),
    merkle_proof: 'W10=',
    merkle_root: commitment,
    randomness: '5',
  };
  const all: readonly ChallengeAnchor[] = [
    ...challengeAnchors(DATA, asked(0)),
    { kind: 'merkleRoot', value: answerOf(0).merkle_root },
  ];
  for (const anchor of all) {
    const request: ChallengeRequest = { ...challengeOf(0), anchors: [anchor] };
    assert.ok(isRefused(verifyChallenge(request, forged)));
    // The same size as the chunk asked for, and an honest path shape, change nothing.
    const sized = { ...forged, data_chunk: encodeBase64(new Uint8Array(256)), merkle_proof: answerOf(0).merkle_proof };
    assert.ok(isRefused(verifyChallenge(request, sized)));
  }
});

test('whoever kept only the proof of the seed before passes where no chunk is known, and only there, and only once', () => {
  const [proof, chunk] = challengeAnchors(DATA, asked(1));
  // The miner worked the proof out when it got PREV, and then deleted the data: it makes up a chunk of the right size.
  const madeUp = new Uint8Array(DATA.length).fill(7);
  const kept = { commitment_proof: proof.value, commitment_hash: chainedHash(proof.value, SEED) };
  const answer = { ...unrefused(proveChallenge(asked(1), madeUp, randomness)), ...kept };
  const request = challengeOf(1);
  assert.is(shown(verifyChallenge({ ...request, anchors: [proof] }, answer)), 'passed');
  assert.is(shown(verifyChallenge({ ...request, anchors: [chunk] }, answer)), 'DATA_MISMATCH data_chunk');
  assert.is(shown(verifyChallenge(request, answer)), 'DATA_MISMATCH data_chunk');
  // The next proof needs the data and the seed of this challenge.
  const later = { ...asked(1), seed: 'c3'.repeat(32), prevSeed: SEED };
  const [next] = challengeAnchors(DATA, later);
  const guess = unrefused(proveChallenge(later, madeUp, randomness));
  const verdict = verifyChallenge({ ...request, seed: later.seed, anchors: [next] }, guess);
  assert.is(shown(verdict), 'PROOF_MISMATCH commitment_proof');
});

test('a challenge that makes no sense is no fault of the miner', () => {
  for (const [change, want] of [
    [{ index: 4 }, 'BAD_REQUEST index'],
    [{ index: -1 }, 'BAD_REQUEST index'],
    [{ index: 0.5 }, 'BAD_REQUEST index'],
    [{ chunkBytes: 0 }, 'BAD_REQUEST chunkBytes'],
    [{ dataBytes: 0 }, 'BAD_REQUEST dataBytes'],
    [{ dataBytes: 2 ** 60 }, 'BAD_REQUEST dataBytes'],
    [{ seed: 'seed' }, 'BAD_REQUEST seed'],
    [{ anchors: [{ kind: 'commitmentProof', value: '0x1' }] as const }, 'BAD_REQUEST anchors'],
    [{ anchors: [{ kind: 'merkleRoot', value: 'XX' }] as const }, 'BAD_REQUEST anchors'],
  ] as const) {
    assert.is(shown(verifyChallenge({ ...challengeOf(1), ...change }, answerOf(1))), want, JSON.stringify(change));
  }
});

test('a miner refuses a challenge that it cannot or will not answer', () => {
  const reason = (change: object): string | undefined => {
    const answer = proveChallenge({ ...asked(0), ...change }, DATA, randomness);
    return isRefused(answer) ? answer.field : undefined;
  };
  assert.is(reason({ index: 4 }), 'index');
  assert.is(reason({ chunkBytes: 0 }), 'chunkBytes');
  assert.is(reason({ seed: '' }), 'seed');
  assert.is(reason({ prevSeed: '' }), 'prevSeed');
  assert.is(reason({ g: '' }), 'g');
  const big = proveChallenge({ ...asked(0), chunkBytes: 1 }, new Uint8Array(CHUNKS_MAX + 1), randomness);
  assert.equal(big, { kind: 'refused', reason: 'BAD_REQUEST', field: 'chunkBytes' });
});

test('base64 of a proof decodes to the chunk that was asked for', () => {
  assert.equal(decodeBase64(answerOf(3).data_chunk, 256), DATA.slice(768));
});

test.run();
