import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Neuron } from '../event/metagraph-snapshot-taken.js';
import { compareAccounts } from '../ids.js';
import { accountOf } from '../testing/names.js';
import { decideByStake, firstOfEach, formElectorate, lastOfEach, type Majority, type ObserversRule } from './index.js';

const rule = { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 } as const;
const [ann, bob, cid] = ['ann', 'bob', 'cid'].map(accountOf) as [Neuron['hotkey'], Neuron['hotkey'], Neuron['hotkey']];

const neuron = (hotkey: Neuron['hotkey'], uid: number, stake: bigint, permit = true): Neuron =>
  ({ coldkey: hotkey, hotkey, registeredAt: 1, stakeRao: String(stake), uid, validatorPermit: permit }) as Neuron;

const majority = (listed: readonly Neuron['hotkey'][], own: ObserversRule = rule): Majority => {
  const neurons = [neuron(ann, 0, 60n), neuron(bob, 1, 30n), neuron(cid, 2, 10n)];
  const formed = formElectorate(own, neurons, new Set(listed));
  assert.is(formed.kind, 'stakeMajority');
  return formed as Majority;
};

test('stake decides, not the number of voices', () => {
  const votes = [
    { by: ann, verdict: 'passed' },
    { by: bob, verdict: 'failed' },
    { by: cid, verdict: 'failed' },
  ];
  assert.is(decideByStake(majority([ann, bob, cid]), votes)?.verdict, 'passed');
});

test('exactly half is no majority, and silence is no vote', () => {
  const neurons = [neuron(ann, 0, 50n), neuron(bob, 1, 50n)];
  const formed = formElectorate(rule, neurons, new Set([ann, bob])) as Majority;
  const both = [
    { by: ann, verdict: 'passed' },
    { by: bob, verdict: 'failed' },
  ];
  assert.is(decideByStake(formed, both), undefined);
  assert.is(decideByStake(formed, [{ by: ann, verdict: 'passed' }])?.verdict, 'passed');
});

test('below the quorum nothing is decided, and strangers have no voice', () => {
  const formed = majority([ann, bob, cid]);
  assert.is(decideByStake(formed, [{ by: bob, verdict: 'failed' }]), undefined);
  assert.is(decideByStake(formed, [{ by: accountOf('eve'), verdict: 'failed' }]), undefined);
});

test('an epoch waits for lists and says whose', () => {
  const neurons = [
    neuron(ann, 0, 60n),
    neuron(bob, 1, 30n),
    neuron(cid, 2, 10n),
    neuron(accountOf('eve'), 3, 900n, false),
  ];
  assert.equal(formElectorate(rule, neurons, new Set([bob])), {
    kind: 'waiting',
    missing: [ann, cid].sort(compareAccounts),
  });
  assert.is(formElectorate({ kind: 'any' }, neurons, new Set()).kind, 'any');
});

test('of one observer the first sighting counts, and the last conclusive check', () => {
  const at = (by: Neuron['hotkey'], block: number, value: string) => ({ by, block, line: block, value });
  const list = [at(ann, 1, 'passed'), at(bob, 2, 'none'), at(ann, 3, 'none'), at(bob, 4, 'failed')];
  assert.equal(
    firstOfEach(list).map(({ line }) => line),
    [1, 2],
  );
  assert.equal(
    lastOfEach(list, (value) => value !== 'none')
      .map(({ line }) => line)
      .sort(),
    [1, 4],
  );
});

test.run();
