import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { legacyCalendar, statefulCalendar } from '../calendar/index.js';
import {
  type Account,
  accountFromBytes,
  type Block,
  type EpochNumber,
  type Hash32,
  type NetUid,
  type Uid,
} from '../ids.js';
import type { WeightPlan } from './plan.js';
import {
  type Attempt,
  EXTRINSIC_LIFE_BLOCKS,
  revealTime,
  type Sending,
  type SentSubnet,
  sendingHash,
  sendingState,
} from './plan-sent.js';

const accountOf = (n: number): Account => accountFromBytes(new Uint8Array(32).fill(n));
const hash = (digit: string): Hash32 => digit.repeat(64) as Hash32;
const SENDER = accountOf(1);
const SENT = 1000;

const plan = (mode: WeightPlan['mode']): WeightPlan => ({
  at: { block: 990 as Block, hash: hash('b'), specVersion: 293 },
  burnUid: 0 as Uid,
  epoch: 3 as EpochNumber,
  evidenceBlock: 900 as Block,
  format: 1,
  genesis: hash('1'),
  gone: [],
  hotkey: SENDER,
  mecid: 0,
  mode,
  netuid: 46 as NetUid,
  plan: hash('a'),
  profile: 'exact-v1',
  rows: [0, 1].map((uid) => ({
    hotkey: accountOf(uid),
    registeredAt: 10 as Block,
    share: '5',
    uid: uid as Uid,
    value: uid === 0 ? 20 : 10,
  })),
  validUntil: 1350 as Block,
  versionKey: 0,
  weights: hash('e'),
});

const attempt = (step: Attempt['step'], block = SENT): Attempt => ({
  block: block as Block,
  extrinsic: hash('c'),
  step,
});
const sending = (mode: WeightPlan['mode'], attempts: readonly Attempt[]): Sending => ({
  attempts,
  plan: plan(mode),
  salt: mode === 'set' ? [] : [1, 2],
});

/** What the chain stores of the plan: scaled so that the greatest is 65535. */
const ROW = [
  [0, 65_535],
  [1, 32_768],
] as const;
const OTHER = [[0, 65_535]] as const;

const subnet = (block: number, row: SentSubnet['weights'][number][1], lastUpdate: number): SentSubnet => ({
  block: block as Block,
  hash: hash('d'),
  specVersion: 293,
  netuid: 46 as NetUid,
  mecid: 0,
  neurons: [
    { uid: 0, hotkey: accountOf(0), registeredAt: 10, validatorPermit: false, lastUpdate: 0 },
    { uid: 1, hotkey: SENDER, registeredAt: 10, validatorPermit: true, lastUpdate },
  ],
  hyperparameters: {},
  weights: [[1, row]],
});

const LIFE = EXTRINSIC_LIFE_BLOCKS;

for (const [name, attempts, state, kind] of [
  ['never tried', [], subnet(SENT, OTHER, 0), 'unsent'],
  ['the row stands since before the attempt', [attempt('set')], subnet(SENT + LIFE + 1, ROW, 900), 'unsent'],
  ['the row came after it', [attempt('set')], subnet(SENT + 1, ROW, SENT + 1), 'stands'],
  [
    'the row came after the first of two',
    [attempt('set'), attempt('set', SENT + 70)],
    subnet(1100, ROW, 1001),
    'stands',
  ],
  ['another row came after it, and it may follow', [attempt('set')], subnet(SENT + 9, OTHER, SENT + 5), 'unsettled'],
  ['its last block', [attempt('set')], subnet(SENT + LIFE, OTHER, 0), 'unsettled'],
  ['behind its last block', [attempt('set')], subnet(SENT + LIFE + 1, OTHER, 0), 'unsent'],
] as const) {
  test(`in the open, ${name}: ${kind}`, () => {
    assert.is(sendingState(sending('set', attempts), state, []).kind, kind);
  });
}

const commit = { hash: sendingHash(sending('commit-reveal', [])), commitBlock: SENT + 1 };
const foreign = { hash: hash('f'), commitBlock: SENT + 1 };

for (const [name, attempts, state, commits, kind] of [
  ['in the queue', [attempt('commit')], subnet(SENT + 2, OTHER, SENT + 1), [foreign, commit], 'committed'],
  ['not in the queue yet', [attempt('commit')], subnet(SENT + 2, OTHER, 0), [foreign], 'unsettled'],
  ['not in the queue, and void', [attempt('commit')], subnet(SENT + LIFE + 1, OTHER, 0), [], 'unsent'],
  ['equal row from before, not in the queue, and void', [attempt('commit')], subnet(1100, ROW, 900), [], 'unsent'],
  [
    'a reveal that may follow',
    [attempt('commit'), attempt('reveal', 1300)],
    subnet(1301, OTHER, SENT + 1),
    [commit],
    'unsettled',
  ],
  [
    'a reveal that is void',
    [attempt('commit'), attempt('reveal', 1300)],
    subnet(1365, OTHER, 1001),
    [commit],
    'committed',
  ],
  ['a reveal that landed', [attempt('commit'), attempt('reveal', 1300)], subnet(1301, ROW, 1001), [], 'stands'],
  [
    'a reveal, and other weights since',
    [attempt('commit'), attempt('reveal', 1300)],
    subnet(1301, OTHER, 1001),
    [],
    'gone',
  ],
] as const) {
  test(`by commit, ${name}: ${kind}`, () => {
    assert.is(sendingState(sending('commit-reveal', attempts), state, commits).kind, kind);
  });
}

test('the hash is of weights, salt, key and mechanism together', () => {
  const given = sending('commit-reveal', []);
  const others = [
    { ...given, salt: [1, 3] },
    { ...given, plan: { ...given.plan, mecid: 1 } },
    { ...given, plan: { ...given.plan, versionKey: 1 } },
    { ...given, plan: { ...given.plan, hotkey: accountOf(2) } },
  ];
  for (const other of others) assert.is.not(sendingHash(other), sendingHash(given));
});

// netuid 1, tempo 5: committed in 24, to be revealed in 28..33 (observed on a real runtime).
const legacy = legacyCalendar(1, 5);
const stateful = statefulCalendar(20, {
  block: 105,
  lastEpochBlock: 100,
  pendingEpochAt: 0,
  blocksSinceLastStep: 5,
  subnetEpochIndex: 7,
});

for (const [head, when] of [
  [26, 'early'],
  [27, 'now'],
  [32, 'now'],
  [33, 'late'],
] as const) {
  test(`a commit of block 24 with the head at ${head} is ${when}, because what is sent gets into the next block`, () => {
    const time = revealTime({ hash: hash('f'), commitBlock: 24 }, subnet(head, [], 0), legacy, 1);
    assert.equal(time, { when, blocks: { first: 28, last: 33 } });
  });
}

for (const [commitEpoch, when] of [
  [8, 'early'],
  [7, 'early'],
  [6, 'now'],
  [5, 'late'],
] as const) {
  test(`by the count of epochs, a commit of epoch ${commitEpoch} is ${when} in epoch 7`, () => {
    assert.is(
      revealTime({ hash: hash('f'), commitBlock: 90, commitEpoch }, subnet(105, [], 0), stateful, 1).when,
      when,
    );
  });
}

test.run();
