import { signerFromSeed } from '@subnet-scoring/adapters/keys';

const SEED_BYTES = 32;

/** The n-th key of the network, from 1, by uid: everybody knows it. */
export const signerOf = (n) => signerFromSeed(new Uint8Array(SEED_BYTES).fill(n));
