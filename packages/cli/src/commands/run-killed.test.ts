import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Played, play, playedWords } from '../testing/play-run.js';
import { randomOf, testSeed } from '../testing/random.js';
import { runCli } from '../testing/run-cli.js';
import { COMMIT_REVEAL, deliver, HOTKEYS } from '../testing/run-subnet.js';
import { type RunWorld, startWorld } from '../testing/run-world.js';

const seed = testSeed();

const sealOf = ({ at }: RunWorld): string =>
  (JSON.parse(readFileSync(join(at.cwd, 'subnet-log', 'seals.ndjson'), 'utf8')) as { readonly seal: string }).seal;

const words = (played: Played): string => `seed ${seed}, ${playedWords(played)}`;

/** What must hold of a world whose epoch is done, however often its run was killed. */
const assertDone = async ({ at, node }: RunWorld, played: Played): Promise<void> => {
  assert.is(played.exit, 0, words(played));
  assert.is((await runCli(['log', 'verify'], at)).exit, 0);
  const { stdout } = await runCli(['validate', '--epoch', '0', '--json'], at);
  const { miners } = JSON.parse(stdout).epochs[0] as {
    readonly miners: readonly { readonly hotkey: string; readonly reason: string }[];
  };
  const reasonOf = (uid: number) => miners.find(({ hotkey }) => hotkey === HOTKEYS[uid])?.reason;
  assert.equal([reasonOf(2), reasonOf(3)], ['SCORED', 'SCORED'], words(played));
  const plan = join('subnet-log.commits', 'epoch-00000000.plan');
  const status = JSON.parse((await runCli(['weights', 'status', '--plan', plan, '-n', node.url, '--json'], at)).stdout);
  assert.is(status.equalsPlan, true, words(played));
};

const END = 230;

/** Two miners deliver while the run of their validator waits for endBlock. */
const deliverAll = async (world: RunWorld): Promise<void> => {
  for (const name of ['fast', 'slow'] as const) await deliver(world, name);
};

test('killed at random moments it seals the same, and sends weights once', async () => {
  const world = await startWorld();
  const forked: RunWorld[] = [];
  const undisturbed = await play(world, {
    meanwhile: async (fromBlock) => {
      if (fromBlock !== END) return;
      await deliverAll(world);
      forked.push(await world.fork());
    },
  });
  assert.is(undisturbed.exit, 0, words(undisturbed));
  for (const other of forked) {
    const killed = await play(other, { killing: { times: 3, random: randomOf(seed) } });
    await assertDone(other, killed);
    assert.ok(killed.kills > 0, words(killed));
    assert.is(sealOf(other), sealOf(world), words(killed));
    assert.equal([other.sends(), world.sends()], [1, 2 + 1], words(killed));
    await other.close();
  }
  assert.is(forked.length, 1);
  await world.close();
});

test('with commit-reveal it is not done before it has revealed, and it reveals once', async () => {
  const world = await startWorld({ spec: 293, writes: [COMMIT_REVEAL] });
  let isDelivered = false;
  const killed = await play(world, {
    killing: { times: 1, random: randomOf(seed + 1) },
    meanwhile: async (fromBlock) => {
      if (fromBlock !== END || isDelivered) return;
      isDelivered = true;
      await deliverAll(world);
    },
  });
  await assertDone(world, killed);
  assert.is(world.sends(), 2 + 2, words(killed));
  assert.match(words(killed), /wait: for block 267\n/);
  await world.close();
});

test.run();
