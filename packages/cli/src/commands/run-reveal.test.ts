import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { play, playedWords, playOnce } from '../testing/play-run.js';
import { runCli } from '../testing/run-cli.js';
import { COMMIT_REVEAL } from '../testing/run-subnet.js';
import { startWorld } from '../testing/run-world.js';

test('a commit is revealed while the next epoch runs, which was opened when it began; the last one is waited for', async () => {
  const world = await startWorld({ spec: 293, writes: [COMMIT_REVEAL], finalityBlocks: 3 });
  const played = await play(world, { epochs: '0..1' });
  assert.is(played.exit, 0, playedWords(played));
  const told = played.steps
    .filter(({ step }) => ['openNext', 'reveal', 'done'].includes(step))
    .map(({ epoch, block, step, says }) => `${epoch} ${block} ${step}: ${says.replace(/by the hash.*$/, '')}`);
  assert.equal(told, [
    '0 230 openNext: epoch 1 ',
    '0 261 done: nothing is left to do',
    '1 267 reveal: epoch 0 revealed in block 271',
    '1 309 reveal: epoch 1 revealed in block 313',
    '1 310 done: nothing is left to do',
  ]);
  assert.is(world.sends(), 4);
  const records = (await runCli(['log', 'export'], world.at)).stdout.match(/"call":"\w+"/g) ?? [];
  assert.equal(
    records.map((text) => text.slice('"call":"'.length, -1)),
    ['commit_weights', 'reveal_weights', 'commit_weights', 'reveal_weights'],
  );
  writeFileSync(join(world.at.cwd, 'zipcodes.csv'), 'zipcode,state,expected,tier\n08540,NJ,40,standard\n');
  const again = await playOnce(world, { epochs: '0..1' });
  assert.is(again.exit, 0, `what is sealed is not opened by another table: ${playedWords(again)}`);
  assert.is(world.sends(), 4);
  await world.close();
});

test.run();
