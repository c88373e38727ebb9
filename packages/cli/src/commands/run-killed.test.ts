import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Played, play, playedWords, playOnce } from '../testing/play-run.js';
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
  const plan = join('subnet-log.commits', 'epoch-00000000.plan');
  const status = JSON.parse((await runCli(['weights', 'status', '--plan', plan, '-n', node.url, '--json'], at)).stdout);
  assert.is(status.equalsPlan, true, words(played));
};

/** Why the two miners got what they got. */
const reasonsIn = async ({ at }: RunWorld): Promise<readonly (string | undefined)[]> => {
  const { stdout } = await runCli(['validate', '--epoch', '0', '--json'], at);
  const { miners } = JSON.parse(stdout).epochs[0] as {
    readonly miners: readonly { readonly hotkey: string; readonly reason: string }[];
  };
  return [2, 3].map((uid) => miners.find(({ hotkey }) => hotkey === HOTKEYS[uid])?.reason);
};

const END = 230;

test('killed at a random moment it seals the same, and sends weights once', async () => {
  const world = await startWorld();
  await playOnce(world, { until: END });
  for (const name of ['fast', 'slow'] as const) await deliver(world, name);
  const other = await world.fork();
  world.mineTo(END);
  const undisturbed = await playOnce(world);
  await assertDone(world, undisturbed);
  other.mineTo(END);
  const killed = await play(other, { killing: { times: 1, random: randomOf(seed) } });
  await assertDone(other, killed);
  assert.ok(killed.kills > 0, words(killed));
  assert.equal(await reasonsIn(other), ['SCORED', 'SCORED'], words(killed));
  assert.is(sealOf(other), sealOf(world), words(killed));
  assert.equal([other.sends(), world.sends()], [1, 2 + 1], words(killed));
  await Promise.all([world.close(), other.close()]);
});

const EVIDENCE = 260;

/** Holds when the node has taken one more extrinsic: it is in a block, and whoever sent it does not know that it is final. */
const onEverySend = ({ node, sends }: RunWorld): (() => boolean) => {
  node.setFaults({ neverFinal: true });
  let known = sends();
  return () => {
    if (sends() === known) return false;
    known = sends();
    return true;
  };
};

test('killed behind its commit and behind its reveal, before it noted either, it sends each once and notes both', async () => {
  const world = await startWorld({ spec: 293, writes: [COMMIT_REVEAL] });
  world.mineTo(EVIDENCE);
  const killed = await play(world, { killedWhen: onEverySend(world) });
  await assertDone(world, killed);
  assert.equal([killed.kills, world.sends()], [2, 2], words(killed));
  assert.match(words(killed), /wait: for block 267\nreveal: epoch 0 stands\n/);
  const noted = (await runCli(['log', 'export'], world.at)).stdout.match(/"call":"\w+"/g);
  assert.equal(noted, ['"call":"commit_weights"', '"call":"reveal_weights"'], words(killed));
  await world.close();
});

test.run();
