import assert from 'node:assert/strict';
import { fromHex } from '../../packages/core/dist/hash/bytes.js';
import { challengeAnchors, verifyChallenge, verifyStore } from '../../packages/core/dist/proofs/index.js';
import { isRaised } from '../../packages/core/dist/testing/parity/filetao-proofs/outcome.js';
import {
  verifyFiletaoChallenge,
  verifyFiletaoStore,
} from '../../packages/core/dist/testing/parity/filetao-proofs/verify.js';
import { differs } from './check.mjs';

/** Whole answers of FileTAO miners, right, tampered and forged: the verdict of the original redone, and ours beside it. */

const asWritten = (outcome) => (isRaised(outcome) ? `exception:${outcome.raised}` : outcome);

/** How both judge one answer. Ours is asked with what the validator asked for, never with what the answer says. */
const judges = {
  store: (row) => {
    const data = fromHex(row.data_hex);
    const { g, h } = row.response;
    return {
      original: (answer, seed) => asWritten(verifyFiletaoStore(answer, data, seed)),
      ours: (answer, seed) => verifyStore({ g, h, seed, data }, answer),
    };
  },
  challenge: (row) => {
    const data = fromHex(row.data_hex);
    const { g, h } = row.response;
    const asked = { prevSeed: row.prev_seed, chunkBytes: row.chunk_size, index: row.challenge_index };
    const anchors = challengeAnchors(data, asked);
    return {
      original: (answer, seed) => asWritten(verifyFiletaoChallenge(answer, seed)),
      ours: (answer, seed) => verifyChallenge({ g, h, seed, dataBytes: data.length, ...asked, anchors }, answer),
      // With each anchor alone, too.
      alone: (answer, seed) =>
        [...anchors, { kind: 'merkleRoot', value: row.response.merkle_root }].map((anchor) =>
          verifyChallenge({ g, h, seed, dataBytes: data.length, ...asked, anchors: [anchor] }, answer),
        ),
    };
  },
};

const honest = (row, judge) => ({
  name: row.name,
  check: () => {
    assert.equal(judge.original(row.response, row.seed), row.result, 'the original');
    assert.deepEqual(judge.ours(row.response, row.seed), { kind: 'passed' });
    for (const verdict of judge.alone?.(row.response, row.seed) ?? []) assert.deepEqual(verdict, { kind: 'passed' });
  },
});

const changed = (row, judge) => (variant) => ({
  name: `${row.name}: ${variant.label}`,
  check: () => {
    const { verifier_seed: seed = row.seed, ...fields } = variant.changed;
    const answer = { ...row.response, ...fields };
    assert.equal(judge.original(answer, seed), variant.result, 'the original');
    const verdict = judge.ours(answer, seed);
    assert.equal(verdict.kind, 'refused', 'ours must refuse every change');
    if (variant.result !== true) return undefined;
    // Nor may it pass by keeping quiet about its points, or where only one of the anchors is known.
    const quiet = { ...answer, curve: null, g: null, h: null };
    for (const other of [judge.ours(quiet, seed), ...(judge.alone?.(quiet, seed) ?? [])]) {
      assert.equal(other.kind, 'refused', 'a forgery must be refused');
    }
    return differs(`the original takes it; ours says ${verdict.reason} (${verdict.field})`);
  },
});

export const proofEndToEnd = ({ cases }) =>
  cases.flatMap((row) => {
    const judge = judges[row.kind]?.(row);
    assert.ok(judge !== undefined, `unknown kind of proof: ${row.kind}`);
    return [honest(row, judge), ...row.variants.map(changed(row, judge))];
  });
