import assert from 'node:assert/strict';
import { fromHex, toHex } from '../../packages/core/dist/hash/bytes.js';
import { accountFromBytes } from '../../packages/core/dist/ids.js';
import { commitHash, commitPreimage } from '../../packages/core/dist/weights/commit-hash.js';
import { mechanismIndex, mechanismOf } from '../../packages/core/dist/weights/mechanism-index.js';
import { sections } from './check.mjs';

const hexOf = (text) => text.replace(/^0x/, '');

/** Hashes that commit to weights. */
export const commitHashes = (data) =>
  sections(data, {
    cases: (row) => ({
      name: row.label,
      check: () => {
        const hotkey = accountFromBytes(fromHex(hexOf(row.publicKey)));
        assert.equal(hotkey, row.ss58_42);
        const { netuid, mecid } = mechanismOf(row.netuidIndex);
        const reveal = { ...row, hotkey, index: mechanismIndex(netuid, mecid), versionKey: BigInt(row.versionKey) };
        assert.equal(toHex(commitPreimage(reveal)), hexOf(row.preimage));
        assert.equal(commitHash(reveal), hexOf(row.hash));
      },
    }),
  });
