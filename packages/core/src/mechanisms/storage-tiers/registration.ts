import type { NeuronRegistered } from '../../event/index.js';
import type { Draft } from './draft.js';
import { newcomer, ownIdentity } from './identity.js';

/**
 * A hotkey took a slot: whoever held it has left, and the hotkey starts clean, also when it comes back. The snapshot at
 * startBlock already knows what happened up to startBlock.
 */
export const evolveRegistration = (draft: Draft, { block, data }: NeuronRegistered, line: number): void => {
  const { identities, holders, ended, context } = draft;
  if (block <= context.opened.startBlock) return;
  const { hotkey, uid } = data;
  const former = holders.get(uid);
  if (former !== undefined && identities.get(former)?.uid === uid) {
    identities.delete(former);
    if (context.start.byHotkey.has(former)) ended.set(former, line);
  }
  if (context.start.byHotkey.has(hotkey)) ended.set(hotkey, line);
  identities.set(hotkey, ownIdentity(newcomer(draft.params, block), uid));
  holders.set(uid, hotkey);
};
