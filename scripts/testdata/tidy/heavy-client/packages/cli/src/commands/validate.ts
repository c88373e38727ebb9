import { KurrentDBClient } from '@kurrent/kurrentdb-client'; // bad
export const lazy = () => import('@polkadot/api'); // bad
export const fine = () => [KurrentDBClient, import('@subnet-scoring/adapters/chain')];
