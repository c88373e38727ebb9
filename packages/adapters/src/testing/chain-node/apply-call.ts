import { argOf, integersOf, type SignedCall, targetOf } from './call.js';
import { applyCommit, applyReveal, applyTimelocked } from './commit-rules.js';
import type { Overlay } from './overlay.js';
import { isCommitReveal, refusalOf, type SentWeights, storeWeights } from './weight-rules.js';

/** Applies a call; answers the name of the dispatch error, or undefined when it succeeded. */
type Apply = (state: Overlay, call: SignedCall, extrinsic: number) => string | undefined;

const sentOf = (call: SignedCall, uids: string, values: string): SentWeights => ({
  ...targetOf(call),
  hotkey: call.signer,
  uids: integersOf(call, uids),
  values: integersOf(call, values),
  versionKey: BigInt(argOf(call, 'versionKey').toString()),
});

const set: Apply = (state, call, extrinsic) => {
  const sent = sentOf(call, 'dests', 'weights');
  if (isCommitReveal(state, sent.netuid)) return 'CommitRevealEnabled';
  const refusal = refusalOf(state, sent);
  if (refusal === undefined) storeWeights(state, sent, extrinsic);
  return refusal;
};

const commit: Apply = (state, call, extrinsic) =>
  applyCommit(state, targetOf(call), call.signer, argOf(call, 'commitHash').toHex(), extrinsic);

const reveal: Apply = (state, call, extrinsic) =>
  applyReveal(state, sentOf(call, 'uids', 'values'), integersOf(call, 'salt'), extrinsic);

const timelocked: Apply = (state, call, extrinsic) => {
  const sealed = {
    commit: Buffer.from(argOf(call, 'commit').toHex().slice(2), 'hex'),
    round: argOf(call, 'revealRound').toString(),
    version: Number(argOf(call, 'commitRevealVersion').toString()),
  };
  return applyTimelocked(state, targetOf(call), call.signer, sealed, extrinsic);
};

/** What a miner commits; that it is registered is all that is asked of it. */
const commitment: Apply = (state, call, extrinsic) => {
  const netuid = argOf(call, 'netuid').toString();
  const hotkey = call.signer;
  if (state.int('subtensorModule', 'uids', [netuid, hotkey]) === undefined) return 'AccountNotAllowedCommit';
  const info = argOf(call, 'info');
  state.set('commitments', 'commitmentOf', [netuid, hotkey], { deposit: 0, block: state.number, info: info.toU8a() });
  state.set('commitments', 'lastCommitment', [netuid, hotkey], state.number);
  state.emit('Commitments', 'Commitment', [netuid, hotkey], extrinsic);
  return undefined;
};

const CALLS: Readonly<Record<string, Apply>> = {
  'subtensorModule.setWeights': set,
  'subtensorModule.setMechanismWeights': set,
  'subtensorModule.commitWeights': commit,
  'subtensorModule.commitMechanismWeights': commit,
  'subtensorModule.revealWeights': reveal,
  'subtensorModule.revealMechanismWeights': reveal,
  'subtensorModule.commitTimelockedWeights': timelocked,
  'subtensorModule.commitTimelockedMechanismWeights': timelocked,
  'commitments.setCommitment': commitment,
};

const PALLETS: Readonly<Record<string, string>> = { subtensorModule: 'SubtensorModule', commitments: 'Commitments' };
const INFO = { weight: { refTime: 0, proofSize: 0 }, class: 'Normal', paysFee: 'No' };

/** Applies a signed call to a block in the making: its writes and events, or System.ExtrinsicFailed and nothing else. */
export const applyCall = (state: Overlay, call: SignedCall, extrinsic: number): void => {
  const apply = CALLS[`${call.section}.${call.method}`];
  const account = state.get('system', 'account', [call.signer]).toU8a();
  new DataView(account.buffer, account.byteOffset).setUint32(0, call.nonce + 1, true); // the nonce is its first field
  state.set('system', 'account', [call.signer], account);
  const error = apply === undefined ? undefined : apply(state, call, extrinsic);
  if (apply !== undefined && error === undefined) {
    state.emit('System', 'ExtrinsicSuccess', [INFO], extrinsic);
    return;
  }
  const { moduleError } = state.runtime;
  const dispatch = error === undefined ? 'BadOrigin' : moduleError(PALLETS[call.section] ?? '', error);
  state.emit('System', 'ExtrinsicFailed', [dispatch, INFO], extrinsic);
};
