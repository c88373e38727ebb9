import type { Block, Hotkey, NetUid, Uid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainFailure, ChainReader } from '../port.js';
import type { ChainEvent, ChainEventBody } from '../port-events.js';

/** What wrote a row of weights, and the block in which its validator was bound to it. */
export interface RowCause {
  readonly cause: 'set' | 'reveal' | 'timelocked' | 'unknown';
  readonly causeBlock: Block;
  readonly commitBlock: Block;
}

/** Which mechanism is followed. */
export interface Followed {
  readonly netuid: NetUid;
  readonly mecid: number;
}

type Revealed = Extract<ChainEventBody, { readonly name: 'WeightsRevealed' | 'WeightsBatchRevealed' }>;

const isOf = ({ netuid, mecid }: Followed, event: ChainEvent): boolean =>
  'netuid' in event && event.netuid === netuid && (!('mecid' in event) || event.mecid === mecid);

const isReveal = (event: ChainEvent): event is ChainEvent & Revealed =>
  event.name === 'WeightsRevealed' || event.name === 'WeightsBatchRevealed';

const sameExtrinsic = (a: ChainEvent, b: ChainEvent): boolean =>
  a.phase.kind === 'extrinsic' && b.phase.kind === 'extrinsic' && a.phase.index === b.phase.index;

/** The commit that a reveal opened, from the queue before its block; the last hash of a batch is the row that stands. */
const openedCommit = async (
  reader: ChainReader,
  of: Followed,
  reveal: Revealed,
  block: Block,
): Promise<Block | undefined> => {
  const hash = reveal.name === 'WeightsRevealed' ? reveal.hash : reveal.hashes[reveal.hashes.length - 1];
  const queue = await reader.weightCommitsAt(of.netuid, of.mecid, reveal.hotkey, (block - 1) as Block);
  return E.isLeft(queue) ? undefined : queue.right.find((commit) => commit.hash === hash)?.commitBlock;
};

/** The commit of a hotkey that the chain took off its list in a block: the last of them wrote the row. */
const decryptedCommit = async (
  reader: ChainReader,
  { netuid, mecid }: Followed,
  hotkey: Hotkey,
  block: Block,
): Promise<Block | undefined> => {
  const [before, after] = await Promise.all([
    reader.subnetAt(netuid, mecid, (block - 1) as Block),
    reader.subnetAt(netuid, mecid, block),
  ]);
  if (E.isLeft(before) || E.isLeft(after)) return undefined;
  const kept = new Set((after.right.commits ?? []).map((one) => `${one.hotkey} ${one.block}`));
  const gone = (before.right.commits ?? []).filter(
    (one) => one.hotkey === hotkey && !kept.has(`${one.hotkey} ${one.block}`),
  );
  return gone[gone.length - 1]?.block as Block | undefined;
};

/** What wrote the row of a WeightsSet, from the events around it. */
export const causeOf = async (
  reader: ChainReader,
  of: Followed,
  set: ChainEvent,
  events: readonly ChainEvent[],
  block: Block,
  hotkeyOf: (uid: Uid) => Promise<Hotkey | undefined>,
): Promise<RowCause> => {
  const unknown: RowCause = { cause: 'unknown', causeBlock: block, commitBlock: block };
  if (set.name !== 'WeightsSet') return unknown;
  if (set.phase.kind === 'extrinsic') {
    const reveal = events.filter(isReveal).find((event) => isOf(of, event) && sameExtrinsic(event, set));
    if (reveal === undefined) return { cause: 'set', causeBlock: block, commitBlock: block };
    const commitBlock = await openedCommit(reader, of, reveal, block);
    return commitBlock === undefined ? unknown : { cause: 'reveal', causeBlock: block, commitBlock };
  }
  const hotkey = await hotkeyOf(set.uid);
  const commitBlock = hotkey === undefined ? undefined : await decryptedCommit(reader, of, hotkey, block);
  return commitBlock === undefined ? unknown : { cause: 'timelocked', causeBlock: block, commitBlock };
};

/** What wrote each row, followed over consecutive blocks. */
export interface RowCauses {
  readonly get: (uid: Uid) => RowCause | undefined;
  /** Takes the events of a block: those of the chain itself (before extrinsics), or those of the extrinsics. */
  readonly follow: (block: Block, events: readonly ChainEvent[], part: 'chain' | 'extrinsics') => Promise<void>;
}

/** A follower; `earlier` is what is known of the rows before the first block that it follows. */
export const rowCauses = (reader: ChainReader, of: Followed, earlier: ReadonlyMap<Uid, RowCause>): RowCauses => {
  const causes = new Map(earlier);
  const hotkeyAt =
    (block: Block) =>
    async (uid: Uid): Promise<Hotkey | undefined> => {
      const neurons = await reader.neuronsAt(of.netuid, block);
      return E.isLeft(neurons) ? undefined : neurons.right[uid]?.hotkey;
    };
  return {
    get: (uid) => causes.get(uid),
    follow: async (block, events, part) => {
      const wanted = events.filter(
        (event) => isOf(of, event) && (event.phase.kind === 'extrinsic') === (part === 'extrinsics'),
      );
      for (const event of wanted) {
        if (event.name === 'NeuronRegistered') causes.delete(event.uid);
        if (event.name !== 'WeightsSet') continue;
        causes.set(event.uid, await causeOf(reader, of, event, events, block, hotkeyAt(block)));
      }
    },
  };
};

/** What wrote a row before anything was followed: LastUpdate may name the block of the extrinsic that set it. */
export const earlierCause = async (
  reader: ChainReader,
  of: Followed,
  uid: Uid,
  lastUpdate: number,
  stoodAt: Block,
): Promise<E.Either<ChainFailure, RowCause>> => {
  const at = Math.min(lastUpdate, stoodAt) as Block;
  const unknown: RowCause = { cause: 'unknown', causeBlock: stoodAt, commitBlock: at };
  if (at === 0) return E.right(unknown);
  const events = await reader.eventsAt(at);
  if (E.isLeft(events)) return E.right(unknown);
  const set = events.right.findLast((event) => event.name === 'WeightsSet' && isOf(of, event) && event.uid === uid);
  return E.right(set?.phase.kind === 'extrinsic' ? { cause: 'set', causeBlock: at, commitBlock: at } : unknown);
};
