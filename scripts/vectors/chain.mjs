import assert from 'node:assert/strict';
import { fromHex } from '../../packages/core/dist/hash/bytes.js';
import { accountFromBytes, accountHexOf } from '../../packages/core/dist/ids.js';
import { chainAllowsMax } from '../../packages/core/dist/testing/parity/chain/max-limit.js';
import { chainUpscale } from '../../packages/core/dist/weights/chain-upscale.js';
import { sections } from './check.mjs';

/** Vectors of the chain (opentensor/subtensor). */

const stores = (key) => (row, name) => ({
  name,
  check: () => assert.deepEqual(chainUpscale(row.values), row[key]),
});

export const maxUpscale = (data) =>
  sections(data, {
    rust_vec_u16_max_upscale_to_u16: stores('out'),
    real_runtime_spec293: stores('stored'),
    rust_check_vec_max_limited: (row, name) => ({
      name,
      check: () => assert.equal(chainAllowsMax(row.values, row.max_limit), row.ok),
    }),
  });

/** An address of another prefix is valid SS58 and still no account here. */
export const ss58 = (data) =>
  sections(data, {
    accounts: ({ uri, publicKey, ss58_42: address, ss58_0: foreign }) => ({
      name: uri,
      check: () => {
        const hex = publicKey.replace(/^0x/, '');
        assert.equal(accountHexOf(address), hex);
        assert.equal(accountFromBytes(fromHex(hex)), address);
        assert.equal(typeof foreign, 'string');
        assert.equal(accountHexOf(foreign), undefined, 'an address with prefix 0 was taken');
      },
    }),
    invalid: ({ address, why }) => ({ name: why, check: () => assert.equal(accountHexOf(address), undefined) }),
  });
