import { encodeCanonical } from '../../event/canonical.js';
import type { Json } from '../../event/json.js';
import type { Account } from '../../ids.js';
import { decideByStake, type Electorate, firstOfEach, lastOfEach, type Observation } from '../../observers/index.js';
import type { Sighting } from './evolve.js';
import { type Measure, measureText } from './measure.js';

/** Something that was seen, with all that was stated where observers vote. */
interface Seen {
  readonly stated: object | undefined;
}

const verdictOf = ({ stated }: Seen): string => encodeCanonical(stated as Json);

/** The first observation of a subject that stands; `before` leaves out observers who saw it at that block or later. */
const firstStanding = <V extends Seen>(
  electorate: Electorate,
  list: readonly Observation<V>[],
  before: number,
): Observation<V> | undefined => {
  if (electorate.kind === 'any') return list.find((item) => item.block < before);
  const votes = firstOfEach(list).filter((item) => item.block < before);
  const decision = decideByStake(
    electorate,
    votes.map(({ by, value }) => ({ by, verdict: verdictOf(value) })),
  );
  return votes.find(({ by, value }) => electorate.stakeOf.has(by) && verdictOf(value) === decision?.verdict);
};

/** What observers saw of a subject before a block, as the electorate decides it; undefined when it does not stand. */
export const seenBefore = <V extends Seen>(
  electorate: Electorate,
  list: readonly Observation<V>[],
  block: number,
): Observation<V> | undefined => firstStanding(electorate, list, block);

/** What observers saw of a subject at any block. */
export const seenAtAll = <V extends Seen>(
  electorate: Electorate,
  list: readonly Observation<V>[],
): Observation<V> | undefined => firstStanding(electorate, list, Number.MAX_SAFE_INTEGER);

/** The measure of a file that stands: the last of each observer counts. */
export const measured = (
  electorate: Electorate,
  list: readonly Observation<Measure>[],
): Observation<Measure> | undefined => {
  if (electorate.kind === 'any') return list[list.length - 1];
  const votes = lastOfEach(list).map((item) => ({ by: item.by, verdict: measureText(item.value), item }));
  const decision = decideByStake(electorate, votes);
  return votes.find(({ by, verdict }) => electorate.stakeOf.has(by) && verdict === decision?.verdict)?.item;
};

/** Sightings of one content apart by hotkey: a miner may copy the file of another one. */
export const byHotkey = (list: readonly Observation<Sighting>[]): Map<Account, Observation<Sighting>[]> => {
  const hotkeys = new Map<Account, Observation<Sighting>[]>();
  for (const item of list) {
    const own = hotkeys.get(item.value.hotkey);
    if (own === undefined) hotkeys.set(item.value.hotkey, [item]);
    else own.push(item);
  }
  return hotkeys;
};

/** Sightings of one content by one hotkey. Nearly always a content has one miner, and then nothing is copied. */
export const ofHotkey = (list: readonly Observation<Sighting>[], hotkey: Account): readonly Observation<Sighting>[] =>
  list.every(({ value }) => value.hotkey === hotkey) ? list : list.filter(({ value }) => value.hotkey === hotkey);
