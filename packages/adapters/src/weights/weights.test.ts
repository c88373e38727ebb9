import { readdirSync } from 'node:fs';
import { decodeRecord, planVector, type WeightPlan } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../node/index.js';
import { CHAIN_HOTKEYS, chainLogHeader } from '../testing/chain-log.js';
import type { StorageWrite } from '../testing/chain-node/index.js';
import { apply, bench, COMMIT_REVEAL, left, PALLET, right, rowOf } from '../testing/weights-bench.js';
import { handoverCommand, openOutbox, weightsStatus } from './index.js';
import { sendStep } from './send.js';

test('a plan in the open is set once, to the last u16, and noted', () =>
  bench([], async (given) => {
    const plan = await given.plan();
    assert.is(plan.mode, 'set');
    assert.is(plan.versionKey, 7);
    const { uids, values } = planVector(plan);
    assert.equal(uids, [0, 1, 2, 3, 4]);
    assert.ok((values[2] ?? 0) > 0 && (values[3] ?? 0) > 0);
    assert.is(right(await apply(given, await given.sender(), plan)).kind, 'sent');
    assert.equal(
      await rowOf(given),
      uids.map((uid, at) => [uid, values[at]]),
    );
    assert.is(right(await apply(given, await given.sender(), plan)).kind, 'already');
    assert.is(given.sends(), 1);
    const records = await given.records();
    assert.is(records.length, 1);
    const { data, by } = right(decodeRecord(records[0] ?? '')).event as { data: Record<string, unknown>; by: string };
    assert.equal([data['call'], data['outcome'], by], ['set_weights', 'finalized', CHAIN_HOTKEYS.bob]);
    const status = right(await weightsStatus(given.chain, chainLogHeader.netuid, 0, CHAIN_HOTKEYS.bob, plan));
    assert.is(status.equalsPlan, true);
    assert.is(status.ageBlocks, 0);
  }));

let made: Promise<WeightPlan> | undefined;
/** A plan for the chain as it is by itself. */
const planned = (): Promise<WeightPlan> => {
  made ??= new Promise((resolve, reject) => {
    bench([], async (given) => resolve(await given.plan())).catch(reject);
  });
  return made;
};

for (const [name, writes, code] of [
  ['a paid uid that registered anew', [[PALLET, 'blockAtRegistration', [1, 2], 180]], 'REASSIGNED_UID'],
  ['a permit that is gone', [[PALLET, 'validatorPermit', [1], [true, false, true, true, true]]], 'NO_PERMIT'],
  ['a rate limit', [[PALLET, 'weightsSetRateLimit', [1], 100]], 'RATE_LIMIT'],
  ['a version key that rose', [[PALLET, 'weightsVersionKey', [1], 8]], 'VERSION_KEY'],
  ['more weights asked for', [[PALLET, 'minAllowedWeights', [1], 6]], undefined],
  ['commit-reveal switched on', [COMMIT_REVEAL], 'MODE_CHANGED'],
] as const) {
  test(`${name} between plan and apply: ${code ?? 'the chain asks for no more than there are uids'}`, async () => {
    const plan = await planned();
    await bench(writes as unknown as readonly StorageWrite[], async (given) => {
      const applied = await apply(given, await given.sender(), plan);
      if (code === undefined) return assert.is(right(applied).kind, 'sent');
      const failure = left(applied);
      assert.equal(failure.kind === 'obstacles' ? failure.obstacles.map((one) => one.code) : failure.kind, [code]);
      assert.is(given.sends(), 0);
      assert.equal(readdirSync(given.directory), ['done']);
    });
  });
}

test('a plan that waited too long is stale', () =>
  bench([], async (given) => {
    const plan = await given.plan();
    given.node.mine(21);
    const failure = left(await apply(given, await given.sender(), plan));
    assert.is(failure.kind === 'obstacles' && failure.obstacles[0]?.code, 'STALE');
  }));

test('a plan for another key is refused before anything is read', () =>
  bench([], async (given) => {
    const plan = { ...(await given.plan()), hotkey: CHAIN_HOTKEYS.dave };
    assert.is(left(await apply(given, await given.sender(), plan)).kind, 'wrongKey');
    assert.is(given.sends(), 0);
  }));

test('a dispatch that fails on the chain is told by its name, noted, and forgotten', () =>
  bench([], async (given) => {
    const sender = await given.sender();
    const plan: WeightPlan = { ...(await given.plan()), versionKey: 3 };
    const head = right(await given.chain.head()).block;
    const failure = left(await sendStep(sender, { attempts: [], plan, salt: [] }, 'set', head));
    assert.is(failure.kind === 'failed' && failure.name, 'SubtensorModule.IncorrectWeightVersionKey');
    assert.match((await given.records()).join(), /"outcome":"refused".*IncorrectWeightVersionKey/);
    sender.outbox.close();
    assert.equal(readdirSync(given.directory), ['done']);
  }));

test('an extrinsic whose fate is not known is waited for, and then sent again with the same salt', () =>
  bench([COMMIT_REVEAL], async (given) => {
    const plan = await given.plan();
    given.node.setFaults({ poolStatus: 'dropped' });
    assert.is(left(await apply(given, await given.sender(), plan)).kind, 'unsettled');
    given.node.setFaults({});
    assert.is(left(await apply(given, await given.sender(), plan)).kind, 'unsettled');
    assert.is(given.sends(), 1);
    given.node.mine(65);
    const failure = left(await apply(given, await given.sender(), plan));
    assert.is(failure.kind === 'obstacles' && failure.obstacles[0]?.code, 'STALE');
    assert.is(given.sends(), 1);
  }));

test('what the pool refuses leaves no trace', () =>
  bench([], async (given) => {
    const plan = await given.plan();
    given.node.setFaults({ poolRefusal: '1010: Invalid Transaction: Custom error: 3' });
    const failure = left(await apply(given, await given.sender(), plan));
    assert.is(failure.kind === 'chain' && failure.failure.kind, 'refused');
    assert.equal(readdirSync(given.directory), ['done']);
    given.node.setFaults({});
    assert.is(right(await apply(given, await given.sender(), plan)).kind, 'sent');
  }));

test('what the pool had before is not refused: its salt stays', () =>
  bench([COMMIT_REVEAL], async (given) => {
    const plan = await given.plan();
    given.node.setFaults({ poolRefusal: 'Transaction Already Imported', poolRefusalCode: 1013 });
    assert.is(left(await apply(given, await given.sender(), plan)).kind, 'unsettled');
    assert.ok(readdirSync(given.directory).includes(`${plan.plan}.json`));
  }));

test('two commands do not send at the same time', () =>
  bench([], async (given) => {
    const sender = await given.sender();
    assert.is(left(openOutbox(nodeHost.sha256, given.directory)).kind, 'unsettled');
    sender.outbox.close();
  }));

test('a timelocked chain is detected, handed over with the exact command, and sent nothing', () =>
  bench(
    [COMMIT_REVEAL],
    async (given) => {
      const plan = await given.plan();
      assert.is(plan.mode, 'timelocked');
      const sender = await given.sender();
      assert.is(right(await apply(given, sender, plan)).kind, 'handover');
      assert.is(given.sends(), 0);
      const to = { network: 'finney', wallet: "o'neil", hotkey: 'default', walletPath: '~/.bittensor/wallets' };
      const command = handoverCommand(plan, to);
      assert.match(
        command,
        /^python3 -c 'import bittensor as bt; print\(bt\.Subtensor\(network="finney"\)\.set_weights\(/,
      );
      assert.match(command, /name="o'"'"'neil"/);
      assert.match(command, /netuid=1, mechid=0, uids=\[2, 3\], weights=\[65535, 65535\], version_key=7/);
    },
    424,
  ));

test('weights of a second mechanism go by its own calls', () =>
  bench(
    [
      [PALLET, 'mechanismCountCurrent', [1], 2],
      [PALLET, 'lastUpdate', [4097], [0, 0, 0, 0, 0]],
    ],
    async (given) => {
      const plan = await given.plan(1);
      assert.is(plan.mecid, 1);
      const sent = right(await apply(given, await given.sender(), plan));
      assert.is(sent.kind, 'sent');
      assert.match(
        (await given.records())[0] ?? '',
        /"call":"set_mechanism_weights".*"mecid":1.*"outcome":"finalized"/,
      );
      const { subnet, equalsPlan } = right(
        await weightsStatus(given.chain, chainLogHeader.netuid, 1, CHAIN_HOTKEYS.bob, plan),
      );
      assert.is(equalsPlan, true);
      assert.is(subnet.mecid, 1);
      assert.is(await rowOf(given), undefined);
    },
    424,
  ));

test.run();
