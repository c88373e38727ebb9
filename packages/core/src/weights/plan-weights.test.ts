import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../hash/host.js';
import { type Account, accountFromBytes, type Block, type EpochNumber, type Hash32, type NetUid } from '../ids.js';
import { FX_ONE, type Fx } from '../numbers/fx.js';
import { planVector, type WeightPlan } from './plan.js';
import { planObstacles } from './plan-check.js';
import { decodePlan, encodePlan } from './plan-codec.js';
import { planRounding } from './plan-rounding.js';
import type { ScoredEpoch } from './plan-shares.js';
import type { PlanNeuron, PlanSubnet } from './plan-subnet.js';
import { planWeights } from './plan-weights.js';

const { sha256 } = pureHost;
const accountOf = (n: number): Account => accountFromBytes(new Uint8Array(32).fill(n));
const share = (permille: number): Fx => ((FX_ONE / 1000n) * BigInt(permille)) as Fx;
const hash = (digit: string): Hash32 => digit.repeat(64) as Hash32;

const [BURN, VALIDATOR, ANN, BEN, NEW] = [0, 1, 2, 3, 9].map(accountOf) as [
  Account,
  Account,
  Account,
  Account,
  Account,
];
const EVIDENCE = 1000;

const neuron = (uid: number, hotkey: Account, more: Partial<PlanNeuron> = {}): PlanNeuron => ({
  uid,
  hotkey,
  registeredAt: 10,
  validatorPermit: hotkey === VALIDATOR,
  lastUpdate: 0,
  ...more,
});
const NEURONS = [neuron(0, BURN), neuron(1, VALIDATOR), neuron(2, ANN), neuron(3, BEN)];

const subnet = (neurons = NEURONS, more: Partial<PlanSubnet> = {}): PlanSubnet => ({
  block: 1100 as Block,
  hash: hash('b'),
  specVersion: 293,
  netuid: 46 as NetUid,
  mecid: 0,
  neurons,
  hyperparameters: { tempo: 360, commitRevealWeightsEnabled: false, minAllowedWeights: 1, weightsSetRateLimit: 100 },
  ...more,
});

const scored = (miners: ScoredEpoch['miners']): ScoredEpoch => ({
  netuid: 46 as NetUid,
  epoch: 3 as EpochNumber,
  evidenceBlock: EVIDENCE as Block,
  weights: hash('e'),
  miners,
  burnHotkey: BURN,
});

const MINERS = [
  { hotkey: ANN, share: share(600) },
  { hotkey: BEN, share: share(300) },
];

const planOf = (
  given = subnet(),
  miners: ScoredEpoch['miners'] = MINERS,
  profile: WeightPlan['profile'] = 'exact-v1',
) => {
  const plan = planWeights(sha256, scored(miners), given, {
    genesis: hash('1'),
    hotkey: VALIDATOR,
    profile,
    versionKey: 7,
  });
  if (plan === undefined) throw new Error('expected a plan');
  return plan;
};

test('shares go to the uids of now, and what nobody gets burns', () => {
  const plan = planOf();
  assert.equal(planVector(plan), { uids: [0, 1, 2, 3], values: [10_923, 0, 65_535, 32_768] });
  assert.is(plan.burnUid, 0);
  assert.is(plan.validUntil, 1460);
  assert.is(plan.mode, 'set');
  assert.equal(plan.gone, []);
});

for (const [name, neurons] of [
  ['left', [neuron(0, BURN), neuron(1, VALIDATOR), neuron(2, NEW, { registeredAt: 1050 }), neuron(3, BEN)]],
  ['came back', [neuron(0, BURN), neuron(1, VALIDATOR), neuron(2, ANN, { registeredAt: 1001 }), neuron(3, BEN)]],
] as const) {
  test(`the share of a hotkey that ${name} after evidenceBlock burns, and its uid gets nothing`, () => {
    const plan = planOf(subnet([...neurons]));
    assert.equal(planVector(plan).values, [65_535, 0, 0, 28_086]);
    assert.equal(plan.gone, [ANN]);
  });
}

test('a registration in evidenceBlock still counts, and a uid that moved keeps its owner', () => {
  const moved = [neuron(0, BURN), neuron(1, VALIDATOR), neuron(2, BEN), neuron(3, ANN, { registeredAt: EVIDENCE })];
  assert.equal(planVector(planOf(subnet(moved))).values, [10_923, 0, 32_768, 65_535]);
});

test('without the burn hotkey on the subnet there is no plan', () => {
  const without = subnet([neuron(0, NEW), neuron(1, VALIDATOR)]);
  const choices = { genesis: hash('1'), hotkey: VALIDATOR, profile: 'exact-v1', versionKey: 0 } as const;
  assert.is(planWeights(sha256, scored(MINERS), without, choices), undefined);
});

test('a share below half a unit is floored to 1 under exact-v1 and lost under sdk-v1', () => {
  const tiny = [
    { hotkey: ANN, share: share(900) },
    { hotkey: BEN, share: 1_000_000_000_000n as Fx },
  ];
  const exact = planOf(subnet(), tiny);
  assert.equal(planVector(exact).values, [7282, 0, 65_535, 1]);
  assert.equal(
    planRounding(exact.rows).floored.map(({ uid }) => uid),
    [3],
  );
  assert.equal(planRounding(exact.rows).lost, []);
  const sdk = planOf(subnet(), tiny, 'sdk-v1');
  assert.equal(planVector(sdk).uids, [0, 2]);
  assert.equal(
    planRounding(sdk.rows).lost.map(({ uid }) => uid),
    [3],
  );
});

for (const [given, mode] of [
  [{}, 'set'],
  [{ commitRevealWeightsEnabled: false, commitRevealWeightsVersion: 4 }, 'set'],
  [{ commitRevealWeightsEnabled: true }, 'commit-reveal'],
  [{ commitRevealWeightsEnabled: true, commitRevealWeightsVersion: 4 }, 'timelocked'],
] as const) {
  test(`with ${JSON.stringify(given)} weights go by ${mode}`, () => {
    assert.is(planOf(subnet(NEURONS, { hyperparameters: given })).mode, mode);
  });
}

const parameters = subnet().hyperparameters;
const at = (block: number): Partial<PlanSubnet> => ({ block: block as Block });
const validatorAs = (more: Partial<PlanNeuron>): PlanNeuron[] =>
  NEURONS.map((one) => (one.hotkey === VALIDATOR ? { ...one, ...more } : one));
const as = (uid: number, hotkey: Account, registeredAt = 10): PlanNeuron[] =>
  NEURONS.map((one) => (one.uid === uid ? neuron(uid, hotkey, { registeredAt }) : one));

for (const [name, now, codes] of [
  ['nothing changed', subnet(), []],
  ['its last block', subnet(NEURONS, at(1460)), []],
  ['one block later', subnet(NEURONS, at(1461)), ['STALE']],
  ['the sender left', subnet(as(1, NEW)), ['NOT_REGISTERED']],
  ['the permit is gone', subnet(validatorAs({ validatorPermit: false })), ['NO_PERMIT']],
  ['no permit, but the owner', subnet(validatorAs({ validatorPermit: false }), { ownerHotkey: VALIDATOR }), []],
  ['99 blocks after the last', subnet(validatorAs({ lastUpdate: 1002 })), ['RATE_LIMIT']],
  ['100 blocks after the last', subnet(validatorAs({ lastUpdate: 1001 })), []],
  ['a paid uid changed hands', subnet(as(2, NEW)), ['REASSIGNED_UID']],
  ['a paid hotkey registered anew', subnet(as(2, ANN, 1090)), ['REASSIGNED_UID']],
  ['a paid uid is no more', subnet(NEURONS.slice(0, 3)), ['REASSIGNED_UID']],
  ['version key reached', subnet(NEURONS, { hyperparameters: { ...parameters, weightsVersionKey: '7' } }), []],
  [
    'version key beyond 2^53',
    subnet(NEURONS, { hyperparameters: { ...parameters, weightsVersionKey: '18446744073709551615' } }),
    ['VERSION_KEY'],
  ],
  ['too few', subnet([...NEURONS, neuron(4, NEW)], { hyperparameters: { minAllowedWeights: 5 } }), ['TOO_FEW_WEIGHTS']],
  [
    'commit-reveal was switched on',
    subnet(NEURONS, { hyperparameters: { ...parameters, commitRevealWeightsEnabled: true } }),
    ['MODE_CHANGED'],
  ],
] as const) {
  test(`${name}: ${codes.join() || 'nothing in the way'}`, () => {
    assert.equal(
      planObstacles(planOf(), now).map(({ code }) => code),
      codes,
    );
  });
}

test('an unpaid uid may change hands: whoever comes gets nothing either', () => {
  const plan = planOf(subnet(), [{ hotkey: ANN, share: share(1000) }]);
  assert.equal(planObstacles(plan, subnet(as(3, NEW))), []);
});

test('a plan is read as it was written, whatever its spaces, and a changed one is refused', () => {
  const plan = planOf();
  const text = encodePlan(plan);
  assert.equal(decodePlan(sha256, text), E.right(plan));
  assert.equal(decodePlan(sha256, JSON.stringify(JSON.parse(text), null, 2)), E.right(plan));
  for (const [from, to, path] of [
    ['"value":65535', '"value":65534', '/plan'],
    ['"value":65535', '"value":65536', '/rows/2/value'],
    ['"epoch":3', '"epoch":4', '/plan'],
    ['"mode":"set"', '"mode":"reset"', '/mode'],
    ['"format":1', '"format":2', '/format'],
    ['"uid":3', '"uid":2', '/rows'],
  ] as const) {
    const changed = decodePlan(sha256, text.replace(from, to));
    assert.is(E.isLeft(changed) ? changed.left.at.path : 'taken', path, to);
  }
  assert.is(E.isLeft(decodePlan(sha256, '{')), true);
});

test.run();
