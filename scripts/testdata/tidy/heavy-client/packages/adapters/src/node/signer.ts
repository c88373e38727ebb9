import type { Keyring } from '@polkadot/keyring'; // bad
export const fine = () => import('@polkadot/keyring');
export type Fine = Keyring;
