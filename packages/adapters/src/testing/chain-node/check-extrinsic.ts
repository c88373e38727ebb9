import type { GenericExtrinsic } from '@polkadot/types';
import type { AnyTuple } from '@polkadot/types/types';
import { blake2AsU8a, sr25519Verify } from '@polkadot/util-crypto';
import { accountFromBytes } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type SignedCall, signedCall } from './call.js';
import type { Hex } from './recording.js';
import type { ReplayChain } from './replay-chain.js';
import type { Runtime } from './runtime.js';

const HASHED_FROM_BYTES = 257;
/** The bits of an extrinsic's first byte that number its format; the highest says that it is signed. */
const FORMAT = 0x7f;

const BAD_PROOF = 'Transaction has a bad signature';
const STALE = 'Transaction is outdated';
const FUTURE = 'Transaction is in the future: this node keeps none for later';
const OLD_BIRTH = 'Transaction has an ancient birth block';

/** Hash of the block in which the era of an extrinsic begins; undefined when the era is over or has not begun. */
const birthHash = (chain: ReplayChain, { era }: GenericExtrinsic<AnyTuple>): Hex | undefined => {
  if (!era.isMortalEra) return chain.genesis;
  const now = chain.head();
  const mortal = era.asMortalEra;
  const birth = mortal.birth(now);
  return now < mortal.death(now) ? chain.hashOf(birth) : undefined;
};

/** The bytes that were signed: the call, and everything that ties it to one chain, runtime, time and nonce. */
const signedBytes = (
  runtime: Runtime,
  genesisHash: Hex,
  blockHash: Hex,
  extrinsic: GenericExtrinsic<AnyTuple>,
): Uint8Array => {
  const { registry, version } = runtime;
  const { specVersion, transactionVersion } = version;
  const { era, nonce, tip } = extrinsic;
  const fields = {
    blockHash,
    era,
    genesisHash,
    method: extrinsic.method.toHex(),
    nonce,
    tip,
    specVersion,
    transactionVersion,
  };
  const payload = registry.createTypeUnsafe('ExtrinsicPayload', [fields, { version: extrinsic.version & FORMAT }]);
  const bytes = payload.toU8a({ method: true });
  return bytes.length < HASHED_FROM_BYTES ? bytes : blake2AsU8a(bytes, 256);
};

/** Takes an extrinsic apart and checks what a pool checks: sr25519 signature, chain, runtime, era and nonce. */
export const checkExtrinsic = (
  chain: ReplayChain,
  runtime: Runtime,
  hex: string,
  nonceOf: (account: string) => number,
): E.Either<string, SignedCall> => {
  let extrinsic: GenericExtrinsic<AnyTuple>;
  try {
    extrinsic = runtime.registry.createType('Extrinsic', hex) as GenericExtrinsic<AnyTuple>;
  } catch {
    return E.left('Transaction could not be decoded');
  }
  if (!extrinsic.isSigned) return E.left('Transaction is not signed');
  const blockHash = birthHash(chain, extrinsic);
  if (blockHash === undefined) return E.left(OLD_BIRTH);
  const publicKey = runtime.registry.createType('AccountId32', extrinsic.signer.toString()).toU8a();
  const message = signedBytes(runtime, chain.genesis, blockHash, extrinsic);
  const isSigned = sr25519Verify(message, extrinsic.signature.toU8a(), publicKey);
  if (!isSigned) return E.left(BAD_PROOF);
  const signer = accountFromBytes(publicKey);
  const nonce = extrinsic.nonce.toNumber();
  const expected = nonceOf(signer);
  if (nonce !== expected) return E.left(nonce < expected ? STALE : FUTURE);
  return E.right(signedCall(signer, nonce, extrinsic.method));
};
