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
const REVEAL = 267;

/** Holds once: when the node was asked to take one more extrinsic, of which it tells nobody that it is final. */
const sentOnceMore = ({ node, sends }: RunWorld): (() => boolean) => {
  const before = sends();
  let isSent = false;
  node.setFaults({ neverFinal: true });
  return () => {
    if (isSent || sends() === before) return false;
    isSent = true;
    node.setFaults({});
    return true;
  };
};

test('killed around the commit, before the reveal and when the reveal was sent, it reveals once and notes it', async () => {
  const world = await startWorld({ spec: 293, writes: [COMMIT_REVEAL] });
  world.mineTo(EVIDENCE);
  const committed = await play(world, { until: REVEAL, killing: { times: 1, random: randomOf(seed + 1) } });
  assert.is(committed.steps.at(-1)?.fromBlock, REVEAL, words(committed));
  assert.is(world.sends(), 1, words(committed));
  world.mineTo(REVEAL);
  const revealed = await play(world, { killedWhen: sentOnceMore(world) });
  assert.is(revealed.kills, 1, words(revealed));
  await assertDone(world, revealed);
  assert.is(world.sends(), 2, words(revealed));
  assert.match(words(revealed), /reveal: epoch 0 stands\n/);
  const noted = (await runCli(['log', 'export'], world.at)).stdout.match(/"call":"\w+"/g);
  assert.equal(noted, ['"call":"commit_weights"', '"call":"reveal_weights"'], words(revealed));
  await world.close();
});

test.run();
