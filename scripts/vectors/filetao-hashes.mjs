import assert from 'node:assert/strict';
import { fromHex, toHex } from '../../packages/core/dist/hash/bytes.js';
import { pureHost } from '../../packages/core/dist/hash/host.js';
import { encodeUtf8 } from '../../packages/core/dist/hash/utf8.js';
import {
  chainedHash,
  cidBytes,
  cidOf,
  dataHash,
  decodeCid,
  encodeBase64,
  pureSha3,
  seededHash,
  verifyRetrieve,
} from '../../packages/core/dist/proofs/index.js';
import { filetaoCid } from '../../packages/core/dist/testing/parity/filetao-proofs/cid.js';
import { filetaoHash, verifyChainedCommitment } from '../../packages/core/dist/testing/parity/filetao-proofs/verify.js';
import { differs } from './check.mjs';

/** Vectors of FileTAO's hashes: of data, chained over seeds, and content ids. */

export const hashData = ({ cases }) =>
  cases.map((row, i) => ({
    name: `case ${i + 1}: ${row.input_type}`,
    check: () => {
      if (row.input_hex === undefined) {
        assert.equal(filetaoHash(row.str_utf8), row.int_dec);
        return;
      }
      const data = fromHex(row.input_hex);
      assert.equal(dataHash(data), row.int_dec);
      assert.equal(toHex(pureSha3([data])), row.sha3_256_hex);
    },
  }));

const chainStep = (row, data) => (step) => ({
  name: `${row.name}: step ${step.step}`,
  check: () => {
    if (step.prev_seed === undefined) {
      assert.equal(seededHash(data, step.seed), step.commitment_hash);
      return;
    }
    const proof = seededHash(data, step.prev_seed);
    assert.equal(proof === step.commitment_proof, step.strict_proof_equals_H_data_prev_seed);
    assert.equal(chainedHash(step.commitment_proof, step.seed), step.commitment_hash);
    assert.equal(
      verifyChainedCommitment(step.commitment_proof, step.seed, step.commitment_hash),
      step.filetao_verify,
      'the original',
    );
    assert.deepEqual(retrieve(row, data, step.prev_seed, step), { kind: 'passed' });
  },
});

const retrieve = (row, data, prevSeed, { seed, commitment_hash, commitment_proof }) =>
  verifyRetrieve(
    { dataHash: row.data_hash, dataBytes: data.length, seed, prevSeed },
    { data: encodeBase64(data), commitment_hash, commitment_proof },
  );

const chainNegative = (row, data) => (negative) => ({
  name: `${row.name}: ${negative.label}`,
  check: () => {
    const { commitment_proof: proof, seed, commitment_hash: hash, filetao_verify: taken } = negative;
    assert.equal(verifyChainedCommitment(proof, seed, hash), taken, 'the original');
    for (const { prev_seed: prevSeed } of row.chain.slice(1)) {
      assert.equal(retrieve(row, data, prevSeed, negative).kind, 'refused');
    }
    return taken ? differs('the original asks for no data; ours compares the proof with the data') : undefined;
  },
});

export const chainedHashes = ({ cases }) =>
  cases.flatMap((row) => {
    const data = fromHex(row.data_hex);
    return [
      { name: `${row.name}: data hash`, check: () => assert.equal(dataHash(data), row.data_hash) },
      ...row.chain.map(chainStep(row, data)),
      ...row.negative.map(chainNegative(row, data)),
    ];
  });

const cidCase = (row) => ({
  name: `data ${row.data_hex.slice(0, 40)}`,
  check: () => {
    const data = fromHex(row.data_hex);
    assert.equal(toHex(pureHost.sha256(data)), row.sha256_hex);
    assert.equal(toHex(cidBytes(data)), row.cid_bytes_hex);
    assert.equal(cidOf(data), row.cidv1_base32);
    assert.equal(toHex(decodeCid(row.cidv1_base32).digest), row.sha256_hex);
    const { version, codec, multihash, buffer, text } = filetaoCid(data);
    assert.deepEqual({ version, codec, multihash_ascii: multihash }, row.filetao_CIDv1_fields);
    assert.equal(toHex(buffer), row.filetao_CIDv1_buffer_hex);
    assert.equal(text, row.filetao_str_base58btc);
    assert.equal(decodeCid(text), undefined, 'a CID in a CID is none');
  },
});

const cidDecoded = (row) => ({
  name: `decode ${row.cid}`,
  check: () => {
    const { version, codec, digest } = decodeCid(row.cid);
    assert.deepEqual([version, toHex(digest)], [row.version, row.digest_hex]);
    const multihash = `1220${row.digest_hex}`;
    if (row.multihash_hex !== undefined) assert.equal(multihash, row.multihash_hex);
    if (row.bytes_hex !== undefined)
      assert.equal(`01${codec.toString(16).padStart(2, '0')}${multihash}`, row.bytes_hex);
  },
});

/** What FileTAO's README shows: the beginning of the CID of "abc", and a CID that is not the one of the text beside it. */
const cidReadme = ({ abc_prefix_ok: prefix, store_example_is_plaintext_cid: plaintext }) => ({
  name: 'README',
  check: () => {
    assert.equal(cidOf(encodeUtf8('abc')).startsWith('bafkreif2pall7dybz7v'), prefix);
    const shown = 'bafkreid6mhmfptdpfvljyavss77zmo6b2oert2pula2gy4tosekupm4nqa';
    assert.equal(cidOf(encodeUtf8('Some bytestring data!')) === shown, plaintext);
  },
});

export const cids = ({ cases, decode = [], readme_match: readme }) => [
  ...cases.map(cidCase),
  ...decode.map(cidDecoded),
  ...(readme === undefined ? [] : [cidReadme(readme)]),
];
