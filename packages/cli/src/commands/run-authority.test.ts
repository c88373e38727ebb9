import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { play, playedWords, playOnce } from '../testing/play-run.js';
import { runCli } from '../testing/run-cli.js';
import { HOTKEYS } from '../testing/run-subnet.js';
import { type RunWorld, startWorld } from '../testing/run-world.js';

const END = 230;

const openingIn = ({ at }: RunWorld): string | undefined =>
  readFileSync(join(at.cwd, 'subnet-log', 'journal.ndjson'), 'utf8')
    .split('\n')
    .find((line) => line.includes('"EpochOpened"'));

test('the authority of a log signs the opening', async () => {
  const world = await startWorld({ authority: 'validator' });
  const played = await playOnce(world);
  assert.is(played.exit, 0, playedWords(played));
  const exported = await runCli(['log', 'export'], world.at);
  const opening = exported.stdout.split('\n').find((line) => line.includes('"EpochOpened"')) ?? '';
  const { by, sig } = JSON.parse(opening) as { readonly by: string; readonly sig?: string };
  assert.is(by, HOTKEYS[1]);
  assert.match(sig ?? '', /^[0-9a-f]{128}$/);
  assert.is((await runCli(['log', 'verify'], world.at)).exit, 0);
  await world.close();
});

test('in a log of another authority it waits for the opening, and others can append it meanwhile', async () => {
  const world = await startWorld({ authority: 'slow' });
  world.node.mine(10);
  const waits = await playOnce(world, { until: 0 });
  assert.is(waits.exit, 125);
  assert.match(
    waits.stderr,
    `wait: for EpochOpened of epoch 0, which ${HOTKEYS[3]} signs: take it from its \`subnet-cli log export\``,
  );
  assert.is(openingIn(world), undefined);
  const authority = await world.fork();
  await playOnce(
    { ...authority, at: { ...authority.at, env: { ...authority.at.env, BT_WALLET: 'slow' } } },
    { until: END },
  );
  const asked: number[] = [];
  const played = await play(world, {
    until: END,
    meanwhile: async (fromBlock) => {
      asked.push(fromBlock);
      if (asked.length !== 3) return;
      const taken = await runCli(['log', 'append', '-'], { ...world.at, input: `${openingIn(authority)}\n` });
      assert.is(taken.exit, 0, taken.stderr);
    },
  });
  assert.is(played.steps.at(-1)?.fromBlock, END, playedWords(played));
  assert.equal(asked.slice(0, 3), [206, 207, 208]);
  await Promise.all([world.close(), authority.close()]);
});

test.run();
