import type { Fact } from '../event/index.js';
import { toHex } from '../hash/bytes.js';
import { pureHost } from '../hash/host.js';
import { makeFact } from './fact.js';
import { accountOf } from './names.js';
import { bytesOf, segmentLines } from './replay-facts.js';
import type { World } from './world.js';

/** The list that closes an observer's part of an epoch: count and root of all its facts so far. */
export const evidenceList = (world: World, epoch: number, observer: string, facts: readonly Fact[]): Fact => {
  const by = accountOf(observer);
  const opened = facts.filter((fact) => fact.epoch === epoch && fact.type === 'EpochOpened');
  const own = facts.filter((fact) => fact.epoch === epoch && fact.by === by && fact.type !== 'EvidenceListed');
  const openings = new Set(segmentLines(opened));
  // The opening bounds the segment, so it must be there when what came too late is left out.
  const lines = segmentLines([...opened, ...own]).filter((line) => !openings.has(line));
  const block = world.blocksOf(epoch).evidenceBlock - 1;
  const root = toHex(pureHost.sha256(bytesOf(lines)));
  return makeFact('EvidenceListed', { netuid: world.netuid, epoch, block, by }, { count: lines.length, root });
};
