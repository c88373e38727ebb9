import type { EventRecord, Phase } from '@polkadot/types/interfaces';
import type { Codec } from '@polkadot/types/types';
import { type Block, type Hash32, mechanismOf, type NetUid, type Uid } from '@subnet-scoring/core';
import { type BlockView, viewAt } from './block-view.js';
import { registrationOf } from './commitment-fields.js';
import type { Connection } from './connect.js';
import { accountOf, decimalOf, hexOf, integerOf, itemAt, itemsOf } from './plain.js';
import type { ChainEvent, ChainEventBody, EventPhase } from './port-events.js';
import { storageOf } from './storage.js';

type Fields = readonly Codec[];
type Read = (fields: Fields) => ChainEventBody;

const netuidAt = (fields: Fields, at = 0): NetUid => integerOf(itemAt(fields, at)) as NetUid;
const mechanismAt = (fields: Fields, at: number) => mechanismOf(integerOf(itemAt(fields, at)));
const hotkeyAt = (fields: Fields, at: number) => accountOf(itemAt(fields, at));
const hashAt = (fields: Fields, at: number) => hexOf(itemAt(fields, at)) as Hash32;
const numberAt = (fields: Fields, at: number): number => integerOf(itemAt(fields, at));

/** Committing and revealing by hash: (who, index, hash). */
const byHash =
  (name: 'WeightsCommitted' | 'WeightsRevealed' | 'CRV3WeightsCommitted'): Read =>
  (f) => ({ name, hotkey: hotkeyAt(f, 0), ...mechanismAt(f, 1), hash: hashAt(f, 2) });

/** Reveals by the chain: (index, who). */
const byChain =
  (name: 'TimelockedWeightsRevealed' | 'CRV3WeightsRevealed'): Read =>
  (f) => ({ name, ...mechanismAt(f, 0), hotkey: hotkeyAt(f, 1) });

/** Fields by position: their names and number types differ between runtimes, their order does not. */
const SUBTENSOR: Readonly<Record<string, Read>> = {
  NeuronRegistered: (f) => ({
    name: 'NeuronRegistered',
    netuid: netuidAt(f),
    uid: numberAt(f, 1) as Uid,
    hotkey: hotkeyAt(f, 2),
  }),
  WeightsSet: (f) => ({ name: 'WeightsSet', ...mechanismAt(f, 0), uid: numberAt(f, 1) as Uid }),
  WeightsCommitted: byHash('WeightsCommitted'),
  WeightsRevealed: byHash('WeightsRevealed'),
  WeightsBatchRevealed: (f) => ({
    name: 'WeightsBatchRevealed',
    hotkey: hotkeyAt(f, 0),
    ...mechanismAt(f, 1),
    hashes: itemsOf(itemAt(f, 2)).map((hash) => hexOf(hash) as Hash32),
  }),
  CRV3WeightsCommitted: byHash('CRV3WeightsCommitted'),
  CRV3WeightsRevealed: byChain('CRV3WeightsRevealed'),
  TimelockedWeightsCommitted: (f) => ({
    name: 'TimelockedWeightsCommitted',
    hotkey: hotkeyAt(f, 0),
    ...mechanismAt(f, 1),
    hash: hashAt(f, 2),
    round: decimalOf(itemAt(f, 3)),
  }),
  TimelockedWeightsRevealed: byChain('TimelockedWeightsRevealed'),
  EpochTriggered: (f) => ({ name: 'EpochTriggered', netuid: netuidAt(f) }),
  EpochDeferred: (f) => ({
    name: 'EpochDeferred',
    netuid: netuidAt(f),
    from: numberAt(f, 1) as Block,
    to: numberAt(f, 2) as Block,
  }),
  EpochSkipped: (f) => ({ name: 'EpochSkipped', netuid: netuidAt(f), at: numberAt(f, 1) as Block }),
  TempoSet: (f) => ({ name: 'TempoSet', netuid: netuidAt(f), tempo: numberAt(f, 1) }),
};

const phaseOf = (phase: Phase): EventPhase => {
  if (phase.isApplyExtrinsic) return { kind: 'extrinsic', index: phase.asApplyExtrinsic.toNumber() };
  return { kind: phase.isInitialization ? 'initialization' : 'finalization' };
};

const keyOf = ({ event }: EventRecord): string => `${event.section}.${event.method}`;
const COMMITMENT = 'commitments.Commitment';

/** Which record of Commitments.Commitment is the last of its subnet and hotkey: the state after the block holds only that one. */
const lastCommitments = (records: readonly EventRecord[]): ReadonlySet<number> => {
  const last = new Map<string, number>();
  records.forEach((record, at) => {
    if (keyOf(record) === COMMITMENT) last.set(record.event.data.toString(), at);
  });
  return new Set(last.values());
};

const commitmentOf = async (view: BlockView, fields: Fields): Promise<ChainEventBody> => {
  const netuid = netuidAt(fields);
  const hotkey = hotkeyAt(fields, 1);
  const stored = await storageOf(view, 'commitments').get('commitmentOf', netuid, hotkey);
  const told = stored === undefined || stored.isEmpty ? [] : registrationOf(stored).fields;
  return { name: 'CommitmentSet', netuid, hotkey, fields: told };
};

const failureNameOf = ({ at }: BlockView, [error]: Fields): string => {
  const dispatch = error as Codec & {
    isModule?: boolean;
    asModule: Parameters<typeof at.registry.findMetaError>[0];
    type: string;
  };
  if (dispatch.isModule !== true) return dispatch.type;
  const { section, name } = at.registry.findMetaError(dispatch.asModule);
  return `${section.charAt(0).toUpperCase()}${section.slice(1)}.${name}`;
};

/** Events of an opened block that matter here, in order. */
export const eventsOf = async (view: BlockView): Promise<readonly ChainEvent[]> => {
  const records = itemsOf((await storageOf(view, 'system').get('events')) as Codec) as readonly EventRecord[];
  const lasting = lastCommitments(records);
  const out: ChainEvent[] = [];
  for (const [index, record] of records.entries()) {
    const { section, method, data } = record.event;
    const place = { phase: phaseOf(record.phase), index };
    const read = section === 'subtensorModule' && Object.hasOwn(SUBTENSOR, method) ? SUBTENSOR[method] : undefined;
    if (read !== undefined) out.push({ ...read(data), ...place });
    else if (lasting.has(index)) out.push({ ...(await commitmentOf(view, data)), ...place });
    else if (section === 'system' && method === 'ExtrinsicFailed') {
      out.push({ name: 'ExtrinsicFailed', error: failureNameOf(view, data), ...place });
    }
  }
  return out;
};

/** Events of a block that matter here, of every subnet. */
export const readEvents = async ({ api }: Connection, block: Block): Promise<readonly ChainEvent[]> =>
  eventsOf(await viewAt(api, block));
