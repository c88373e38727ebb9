import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { planVector, sendingHash } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CHAIN_HOTKEYS } from '../testing/chain-log.js';
import { apply, bench, COMMIT_REVEAL, left, reveal, right, rowOf, SALT } from '../testing/weights-bench.js';
import { bringPlan, plansOnTheirWay, type Sender } from './index.js';

const FINALITY = 2;

test('commit, wait, reveal: in the window and not before, nothing twice, the salt on the disk first', () =>
  bench([COMMIT_REVEAL], async (given) => {
    const plan = await given.plan();
    assert.is(plan.mode, 'commit-reveal');
    const sender = await given.sender();
    const file = join(given.directory, `${plan.plan}.json`);
    const watched: Sender = {
      ...sender,
      sink: {
        ...sender.sink,
        submit: (call, signer, options) =>
          sender.sink.submit(call, signer, {
            ...options,
            onSigned: async (hash) => {
              await options.onSigned?.(hash);
              assert.ok(existsSync(file), 'the salt is on the disk before the commit leaves');
              assert.is(statSync(file).mode & 0o777, 0o600);
              assert.match(readFileSync(file, 'utf8'), new RegExp(`${hash}.*"salt":\\[1,2,3,4,5,6,7,8\\]`));
            },
          }),
      },
    };
    assert.is(right(await apply(given, watched, plan)).kind, 'sent');
    assert.is(given.sends(), 1);
    assert.is(statSync(given.directory).mode & 0o777, 0o700);

    const again = right(await apply(given, await given.sender(), plan));
    assert.is(again.kind === 'already' && again.state.kind, 'committed');
    const [early] = await reveal(given, await given.sender());
    assert.is(early?.time?.when, 'early');
    assert.is(given.sends(), 1);

    const first = early?.time?.blocks?.first ?? 0;
    given.node.mine(first - 1 - given.node.head());
    const { outbox, signer, ...rest } = await given.sender();
    const [due] = right(await plansOnTheirWay(given.chain, outbox, CHAIN_HOTKEYS.bob)).plans;
    if (due === undefined) throw new Error('nothing is due');
    const stranger = { ...rest, outbox, signer: { ...signer, account: CHAIN_HOTKEYS.dave } };
    assert.is(left(await bringPlan(given.chain, stranger, due)).kind, 'wrongKey');
    outbox.close();
    const [now] = await reveal(given, await given.sender());
    assert.is(now?.time?.when, 'now');
    assert.is(now?.sent?.step, 'reveal');
    assert.is(given.sends(), 2);
    const { uids, values } = planVector(plan);
    assert.equal(
      await rowOf(given),
      uids.map((uid, at) => [uid, values[at]]),
    );
    assert.equal(await reveal(given, await given.sender()), []);
    assert.is(right(await apply(given, await given.sender(), plan)).kind, 'already');
    assert.is(given.sends(), 2);
    assert.equal(
      (await given.records()).map((line) => JSON.parse(line).data.call),
      ['commit_weights', 'reveal_weights'],
    );
    assert.match(
      (await given.records())[0] ?? '',
      new RegExp(`"commit":"${sendingHash({ attempts: [], plan, salt: SALT })}"`),
    );
  }));

test('a reveal of which nobody heard is noted once a final block shows it, and not before', () =>
  bench(
    [COMMIT_REVEAL],
    async (given) => {
      right(await apply(given, await given.sender(), await given.plan()));
      const [early] = await reveal(given, await given.sender());
      given.node.mine((early?.time?.blocks?.first ?? 0) - given.node.head());
      const sender = await given.sender();
      const dies: Sender = {
        ...sender,
        sink: {
          ...sender.sink,
          submit: async (call, signer, options) => {
            await sender.sink.submit(call, signer, options);
            return { _tag: 'Left', left: { kind: 'network', message: 'it died', help: '' } };
          },
        },
      };
      const [due] = right(await plansOnTheirWay(given.chain, dies.outbox, CHAIN_HOTKEYS.bob)).plans;
      if (due === undefined) throw new Error('nothing is due');
      assert.is(left(await bringPlan(given.chain, dies, due)).kind, 'chain');
      sender.outbox.close();
      assert.is((await reveal(given, await given.sender()))[0]?.state.kind, 'stands');
      assert.is((await given.records()).length, 1);
      given.node.mine(FINALITY);
      assert.is((await reveal(given, await given.sender()))[0]?.state.kind, 'stands');
      assert.is((await given.records()).length, 2);
      assert.equal(await reveal(given, await given.sender()), []);
      assert.is(given.sends(), 2);
    },
    293,
    FINALITY,
  ));

test('a reveal that got into a block behind its window is a window that was missed', () =>
  bench([COMMIT_REVEAL], async (given) => {
    right(await apply(given, await given.sender(), await given.plan()));
    const [early] = await reveal(given, await given.sender());
    given.node.mine((early?.time?.blocks?.first ?? 0) - given.node.head());
    const sender = await given.sender();
    const slow: Sender = {
      ...sender,
      sink: {
        ...sender.sink,
        submit: async (call, signer, options) => {
          given.node.mine(40);
          return sender.sink.submit(call, signer, options);
        },
      },
    };
    const [late] = await reveal(given, slow);
    assert.equal([late?.time?.when, late?.sent], ['late', undefined]);
    assert.match((await given.records()).join(), /"call":"reveal_weights".*"outcome":"refused"/);
    assert.equal(readdirSync(given.directory), ['done']);
  }));

test('a window that was missed is put aside and nothing is sent', () =>
  bench([COMMIT_REVEAL], async (given) => {
    const plan = await given.plan();
    right(await apply(given, await given.sender(), plan));
    given.node.mine(60);
    const [late] = await reveal(given, await given.sender());
    assert.is(late?.time?.when, 'late');
    assert.is(given.sends(), 1);
    assert.equal(await reveal(given, await given.sender()), []);
  }));

test.run();
