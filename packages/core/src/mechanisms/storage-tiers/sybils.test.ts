import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TaskBatchCompleted } from '../../event/index.js';
import { pureHost } from '../../hash/host.js';
import type { Account, Block, EpochNumber } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { filetao3001, filetaoReadme1, type Ruleset } from '../../rulesets/index.js';
import { accountOf, hashOf, seededRandom, storageWorld } from '../../testing/index.js';
import { closeEpoch } from './close.js';
import { openDraft } from './draft.js';
import { evolve } from './evolve.js';
import { type Identity, newcomer } from './identity.js';
import type { Params } from './params.js';
import { selectChallenged } from './select.js';

/**
 * What an owner gains by splitting into k hotkeys, measured: 40 other miners, a batch of ten drawn by block hash every three blocks,
 * 1440 blocks long, everybody passes 97 of 100 tasks in a second or two. The numbers stand in docs/mechanisms/storage-tiers.md.
 */
const OTHERS = 40;
const BATCHES = 480;
const BATCH = 10;
const START = 100_000;
const CUTOFF_MS = 12_000;
const OLD = 20_000;

/** Who is already in the best tier, and by how much each of k hotkeys is slower than one would be. */
interface Setting {
  readonly settled: 'nobody' | 'others' | 'everybody';
  readonly slower: (k: number) => number;
}

const asBefore = (): number => 1;
const SETTINGS: Readonly<Record<string, Setting>> = {
  'everybody new': { settled: 'nobody', slower: asBefore },
  'everybody in the best tier': { settled: 'everybody', slower: asBefore },
  'new hotkeys against one in the best tier': { settled: 'others', slower: asBefore },
  'new, and one machine shared': { settled: 'nobody', slower: (k) => k },
};

const isOwn = (name: string): boolean => name.startsWith('own');

const shareOf = ({ params: raw }: Ruleset, k: number, { settled, slower }: Setting): bigint => {
  const params = raw as unknown as Params;
  const own = Array.from({ length: k }, (_, i) => `own${i}`);
  const others = Array.from({ length: OTHERS }, (_, i) => `miner${i}`);
  const world = storageWorld({ miners: [...own, ...others] });
  const neurons = world.neuronsAt(START).filter(({ hotkey }) => hotkey !== accountOf(world.burn));
  const blocks = { startBlock: START, endBlock: START + 3 * BATCHES };
  const context: EpochContext = {
    sha256: pureHost.sha256,
    netuid: world.header.netuid,
    authority: 'local',
    epoch: 0 as EpochNumber,
    opened: {
      startBlock: blocks.startBlock as Block,
      endBlock: blocks.endBlock as Block,
      seedBlock: (blocks.endBlock + 10) as Block,
      evidenceBlock: (blocks.endBlock + 20) as Block,
      nonce: hashOf('nonce'),
      zipcodes: [],
    },
    start: {
      block: START as Block,
      neurons,
      byHotkey: new Map(neurons.map((neuron) => [neuron.hotkey, neuron])),
      line: 1,
    },
    burnHotkey: accountOf(world.burn),
  };
  const isSettled = (name: string): boolean =>
    settled === 'everybody' || (settled === 'others' && (k === 1 || !isOwn(name)));
  const identities = new Map<Account, Identity>();
  for (const { hotkey, registeredAt } of neurons) {
    if (isSettled(world.nameOf(hotkey)))
      identities.set(hotkey, { ...newcomer(params, registeredAt), tier: 0, lifetime: OLD });
  }
  const draft = openDraft(params, { identities, rollover: undefined }, context);
  const random = seededRandom(`sybils/${k}`);
  for (let i = 0; i < BATCHES; i += 1) {
    const drawn = selectChallenged(pureHost.sha256, neurons, hashOf(`block ${i}`), BATCH);
    const results = drawn.map(({ hotkey }) => {
      const times = isOwn(world.nameOf(hotkey)) ? slower(k) : 1;
      const outcome = random.chance(970_000) ? ('passed' as const) : ('failed' as const);
      return { bytes: 1_048_576, hotkey, latencyMs: times * random.between(1_000, 2_000), outcome };
    });
    const fact: TaskBatchCompleted = {
      block: (START + 3 * i) as Block,
      by: accountOf('observer'),
      data: { batch: `${i}`, cutoffMs: CUTOFF_MS, results, task: 'store' },
      epoch: 0 as EpochNumber,
      netuid: world.header.netuid,
      type: 'TaskBatchCompleted',
      v: 1,
    };
    evolve(draft, fact, i + 1);
  }
  return closeEpoch(draft)
    .miners.filter(({ hotkey }) => isOwn(world.nameOf(hotkey)))
    .reduce((total, { share }) => total + share, 0n);
};

const KS = [2, 5, 20];
/** Shares of k hotkeys together over the share of one, in hundredths. */
const gainsOf = (ruleset: Ruleset, setting: Setting): number[] => {
  const one = shareOf(ruleset, 1, setting);
  return KS.map((k) => Number((shareOf(ruleset, k, setting) * 100n) / one));
};

/** Gains in hundredths for k = 2, 5, 20: splitting pays under both rule sets. 1410 is 14.1 times the share of one hotkey. */
const MEASURED: readonly (readonly [Ruleset, string, readonly number[]])[] = [
  [filetaoReadme1, 'everybody new', [188, 471, 1_410]],
  [filetao3001, 'everybody new', [188, 472, 1_410]],
  [filetaoReadme1, 'everybody in the best tier', [193, 474, 1_422]],
  [filetao3001, 'everybody in the best tier', [193, 476, 1_432]],
  [filetaoReadme1, 'new hotkeys against one in the best tier', [121, 310, 1_018]],
  [filetao3001, 'new hotkeys against one in the best tier', [120, 310, 1_017]],
  [filetaoReadme1, 'new, and one machine shared', [135, 258, 0]],
  [filetao3001, 'new, and one machine shared', [135, 258, 943]],
];

for (const [ruleset, name, measured] of MEASURED) {
  test(`${ruleset.name}, ${name}: gains of splitting are below k, and as written down`, () => {
    const setting = SETTINGS[name];
    assert.ok(setting);
    const gains = gainsOf(ruleset, setting);
    assert.equal(gains, measured);
    gains.forEach((hundredths, i) => {
      assert.ok(hundredths < 100 * (KS[i] ?? 0));
    });
  });
}

test.run();
