import { type Account, accountFromBytes } from '@subnet-scoring/core';

/** A miner with a key that everybody knows. */
export interface SampleMiner {
  readonly hotkey: Account;
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>;
}

/** The miner whose seed is 32 times the byte `n`. */
export const sampleMiner = async (n: number): Promise<SampleMiner> => {
  const { sr25519PairFromSeed } = await import('@polkadot/util-crypto');
  const { sr25519Sign } = await import('@polkadot/util-crypto/sr25519');
  const pair = sr25519PairFromSeed(new Uint8Array(32).fill(n));
  return { hotkey: accountFromBytes(pair.publicKey), sign: async (message) => sr25519Sign(message, pair) };
};
