import { type Block, compareAccounts, type Hotkey, type NetUid } from '@subnet-scoring/core';
import { viewAt } from './block-view.js';
import { registrationOf } from './commitment-fields.js';
import type { Connection } from './connect.js';
import { accountOf, integerOf, itemAt } from './plain.js';
import type { ChainCommitment } from './port.js';
import { storageOf } from './storage.js';

/** What every hotkey of a subnet has committed, by hotkey. */
export const readCommitments = async (
  { api }: Connection,
  netuid: NetUid,
  block: Block,
): Promise<readonly ChainCommitment[]> => {
  const entries = await storageOf(await viewAt(api, block), 'commitments').entries('commitmentOf', netuid);
  const commitments = entries.map(([keys, value]) => {
    const { block: at, fields } = registrationOf(value);
    const hotkey: Hotkey = accountOf(itemAt(keys, 1));
    return { hotkey, block: integerOf(at) as Block, fields };
  });
  return commitments.sort((a, b) => compareAccounts(a.hotkey, b.hotkey));
};
