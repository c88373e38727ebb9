import assert from 'node:assert/strict';
import { fromHex, toHex } from '../../packages/core/dist/hash/bytes.js';
import { encodeUtf8 } from '../../packages/core/dist/hash/utf8.js';
import {
  CURVE,
  commit,
  dataHash,
  decodePath,
  decodePoint,
  encodePath,
  encodePoint,
  merkleLevels,
  merklePath,
  opens,
  pathShape,
  pureSha3,
  rootOfPath,
} from '../../packages/core/dist/proofs/index.js';
import { validateMerkleProof } from '../../packages/core/dist/testing/parity/filetao-proofs/merkle.js';
import { isRaised } from '../../packages/core/dist/testing/parity/filetao-proofs/outcome.js';
import { hexToPoint } from '../../packages/core/dist/testing/parity/filetao-proofs/point.js';
import { differs } from './check.mjs';

/** Vectors of FileTAO's commitments: Pedersen on P-256, its text of points, and Merkle trees. */

const pointCase = (row) => ({
  name: `point: ${row.label}`,
  check: () => {
    const point = hexToPoint(row.hex);
    const strict = decodePoint(row.hex);
    if (!row.ok) {
      assert.deepEqual(point, { raised: row.exception });
      assert.equal(strict, undefined);
      return undefined;
    }
    assert.ok(!isRaised(point), 'the original takes it');
    assert.equal(point.is0(), row.infinity);
    const { x, y } = point.toAffine();
    assert.deepEqual([String(x), String(y)], [row.x_dec, row.y_dec]);
    if (strict !== undefined) {
      assert.equal(encodePoint(strict), row.hex);
      return undefined;
    }
    return differs('the original takes other spellings of a point, and infinity; ours has one spelling');
  },
});

const samePoint = (point, row) => {
  const { x, y } = point.toAffine();
  assert.deepEqual([String(x), String(y), encodePoint(point)], [row.x_dec, row.y_dec, row.hex]);
  assert.equal(point.toHex(true), row.sec1_compressed);
};

const pedersenCase = (order) => (row, i) => ({
  name: `case ${i + 1}: r ${row.r_dec}`,
  check: () => {
    const [g, h] = [decodePoint(row.g.hex), decodePoint(row.h.hex)];
    samePoint(g, row.g);
    samePoint(h, row.h);
    const [m, r] = [BigInt(row.m_val_dec), BigInt(row.r_dec)];
    assert.equal(dataHash(fromHex(row.message_hex)), row.m_val_dec);
    const commitment = commit(g, h, m, r);
    samePoint(commitment, row.commitment);
    assert.equal(opens(g, h, commitment, m, r), row.open);
    assert.equal(opens(g, h, commitment, m, r + 1n), row.open_wrong_r);
    assert.equal(opens(g, h, commitment, m + 1n, r), row.open_wrong_m);
    assert.equal(opens(g, h, commitment, m, r + order), row.open_r_plus_order);
    assert.equal(opens(g, h, g, m, r), row.open_wrong_commitment);
    assert.equal(opens(h, g, commitment, m, r), row.open_swapped_gh);
  },
});

export const pedersen = ({ curve, point_decoding: points = [], cases }) => {
  const order = BigInt(curve.n_dec);
  const [first] = cases;
  const [g, h] = [decodePoint(first.g.hex), decodePoint(first.h.hex)];
  return [
    {
      name: 'curve',
      check: () => {
        assert.equal(curve.name, CURVE);
        assert.ok(commit(g, h, order, order).is0());
        assert.ok(!commit(g, h, order - 1n, order).is0());
      },
    },
    ...points.map(pointCase),
    ...cases.map(pedersenCase(order)),
  ];
};

const steps = (proof) =>
  proof.map((step) => {
    const [[side, hex]] = Object.entries(step);
    return { side, sibling: fromHex(hex) };
  });
const sides = (path) => path.map(({ side }) => side);

/** Ours: the path has the shape of its index, and leads to the root. */
const leads = (index, count, { target, proof, root }) =>
  sides(pathShape(index, count)).join() === sides(steps(proof)).join() &&
  toHex(rootOfPath(pureSha3, fromHex(target), steps(proof))) === root;

const pathCases = (row, levels) => (item) => [
  {
    name: `${row.n_leaves} leaves: leaf ${item.index}`,
    check: () => {
      const path = merklePath(levels, item.index);
      assert.deepEqual(
        path.map(({ side, sibling }) => ({ [side]: toHex(sibling) })),
        item.proof,
      );
      assert.equal(encodePath(path), item.b64_wire);
      const target = row.leaves[item.index];
      assert.equal(validateMerkleProof(item.proof, target, row.root), item.valid, 'the original');
      assert.equal(leads(item.index, row.n_leaves, { target, proof: item.proof, root: row.root }), item.valid);
    },
  },
  ...item.negative.map((negative) => ({
    name: `${row.n_leaves} leaves: leaf ${item.index}: ${negative.label}`,
    check: () => {
      const { target, proof, root, valid } = negative;
      assert.equal(validateMerkleProof(proof, target, root), valid, 'the original');
      assert.equal(leads(item.index, row.n_leaves, negative), valid);
    },
  })),
];

const treeCases = (row) => {
  const levels = merkleLevels(pureSha3, row.leaves.map(fromHex));
  return [
    {
      name: `${row.n_leaves} leaves: tree`,
      check: () => {
        // Of large trees the file leaves the levels out.
        if (row.levels_root_first !== null)
          assert.deepEqual(
            levels.map((level) => level.map(toHex)),
            [...row.levels_root_first].reverse(),
          );
        assert.equal(toHex(levels.at(-1)[0]), row.root);
      },
    },
    ...row.proofs.flatMap(pathCases(row, levels)),
  ];
};

const someTree = merkleLevels(pureSha3, [encodeUtf8('a'), encodeUtf8('b')]);

/** What a tree or a proof does at its edges; by label, because each is another question. */
const EDGES = {
  'empty tree root': ({ root }) => assert.equal(merkleLevels(pureSha3, []).at(-1)[0] ?? null, root),
  'out of range index': () => assert.throws(() => merklePath(someTree, 2), RangeError),
  'negative index': () => assert.throws(() => merklePath(someTree, -1), RangeError),
  'forged single-leaf tree: proof [] and root==target': ({ valid }) => {
    assert.equal(validateMerkleProof([], 'aa', 'aa'), valid);
    assert.equal(decodePath(encodePath([]), pathShape(0, 2)), 'other shape');
    return differs('the original takes an empty path; ours knows how many leaves there are');
  },
  'do_hash=True leaves (utf-8 then sha3)': ({ leaves, root }) => {
    const hashed = leaves.map((leaf) => pureSha3([encodeUtf8(leaf)]));
    assert.equal(toHex(merkleLevels(pureSha3, hashed).at(-1)[0]), root);
  },
};

const edgeCase = (row) => ({
  name: row.label,
  check: () => {
    const known = EDGES[row.label];
    if (known !== undefined) return known(row);
    assert.ok(row.proof !== undefined && row.target !== undefined, 'no runner looks at this edge');
    const outcome = validateMerkleProof(row.proof, row.target, row.root);
    if (row.exception === undefined) assert.equal(outcome, row.valid);
    else assert.deepEqual(outcome, { raised: row.exception });
    return undefined;
  },
});

export const merkle = ({ edge_cases: edges = [], cases }) => [...edges.map(edgeCase), ...cases.flatMap(treeCases)];
