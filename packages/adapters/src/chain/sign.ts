import type { ApiPromise } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import { EXTRINSIC_LIFE_BLOCKS, toHex } from '@subnet-scoring/core';
import type { Signer } from '../ports.js';

const HASHED_FROM_BYTES = 257;

/**
 * Signs an extrinsic for the runtime at the head, mortal, with the next nonce that the pool knows. Payloads of more than 256
 * bytes are signed by their blake2b-256 (Substrate).
 */
export const signExtrinsic = async (
  api: ApiPromise,
  extrinsic: SubmittableExtrinsic<'promise'>,
  signer: Signer,
): Promise<SubmittableExtrinsic<'promise'>> => {
  const { blake2AsU8a } = await import('@polkadot/util-crypto');
  const hash = await api.rpc.chain.getFinalizedHead();
  const header = await api.rpc.chain.getHeader(hash);
  const nonce = await api.rpc.system.accountNextIndex(signer.account);
  const { registry, genesisHash, runtimeVersion } = api;
  const payload = registry
    .createType('SignerPayload', {
      address: signer.account,
      blockHash: hash,
      blockNumber: header.number,
      era: registry.createType('ExtrinsicEra', { current: header.number.toNumber(), period: EXTRINSIC_LIFE_BLOCKS }),
      genesisHash,
      method: extrinsic.method,
      nonce,
      runtimeVersion,
      signedExtensions: registry.signedExtensions,
      tip: 0,
      version: extrinsic.version,
    })
    .toPayload();
  const bytes = registry
    .createType('ExtrinsicPayload', payload, { version: extrinsic.version })
    .toU8a({ method: true });
  const message = bytes.length < HASHED_FROM_BYTES ? bytes : blake2AsU8a(bytes, 256);
  const SR25519 = '0x01';
  extrinsic.addSignature(signer.account, `${SR25519}${toHex(signer.sign(message))}`, payload);
  return extrinsic;
};
