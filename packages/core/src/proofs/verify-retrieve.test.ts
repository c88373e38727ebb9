import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chainedHash, dataHash } from './chained-hash.js';
import { proveRetrieve } from './prove.js';
import type { ProofVerdict } from './verdict.js';
import { verifyRetrieve } from './verify-retrieve.js';

const SEED = 'a1'.repeat(32);
const PREV = 'b2'.repeat(32);
const DATA = Uint8Array.from({ length: 1_000 }, (_, i) => (i * i + (i >> 8)) & 255);

const shown = (verdict: ProofVerdict): string =>
  verdict.kind === 'passed' ? 'passed' : `${verdict.reason} ${verdict.field}`;

const retrieval = { dataHash: dataHash(DATA), dataBytes: DATA.length, seed: SEED, prevSeed: PREV };

test('a retrieve answer passes, and each change of it is refused', () => {
  const answer = proveRetrieve({ seed: SEED, prevSeed: PREV }, DATA);
  const other = proveRetrieve(
    { seed: SEED, prevSeed: PREV },
    DATA.map((byte) => byte ^ 1),
  );
  for (const [change, want] of [
    [{}, 'passed'],
    [{ data: null }, 'MISSING data'],
    [{ data: '' }, 'DATA_MISMATCH data'],
    [{ data: `${answer.data}AAAA` }, 'DATA_MISMATCH data'],
    [{ data: answer.data.replace('=', 'A') }, 'DATA_MISMATCH data'],
    [{ data: '!'.repeat(answer.data.length) }, 'MALFORMED data'],
    [other, 'DATA_MISMATCH data'],
    [{ commitment_hash: '1' }, 'HASH_MISMATCH commitment_hash'],
    [{ commitment_proof: '1', commitment_hash: chainedHash('1', SEED) }, 'PROOF_MISMATCH commitment_proof'],
    [proveRetrieve({ seed: SEED, prevSeed: SEED }, DATA), 'PROOF_MISMATCH commitment_proof'],
    [proveRetrieve({ seed: PREV, prevSeed: PREV }, DATA), 'HASH_MISMATCH commitment_hash'],
  ] as const) {
    assert.is(shown(verifyRetrieve(retrieval, { ...answer, ...change })), want);
  }
  const empty = { ...retrieval, dataHash: dataHash(Uint8Array.of()), dataBytes: 0 };
  assert.is(shown(verifyRetrieve(empty, proveRetrieve(retrieval, Uint8Array.of()))), 'passed');
  for (const [change, field] of [
    [{ dataHash: 'x' }, 'dataHash'],
    [{ dataBytes: -1 }, 'dataBytes'],
    [{ seed: '' }, 'seed'],
    [{ prevSeed: '' }, 'prevSeed'],
  ] as const) {
    assert.is(shown(verifyRetrieve({ ...retrieval, ...change }, answer)), `BAD_REQUEST ${field}`);
  }
});

test.run();
