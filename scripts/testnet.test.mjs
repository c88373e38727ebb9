import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from './files.mjs';

const seed = process.env.TEST_SEED ?? '1';
const run = (...argv) => promisify(execFile)(process.execPath, [join(projectRoot, 'scripts', 'testnet.mjs'), ...argv]);

/** Plays one epoch, and answers what is said at its end. */
const playedWith = async (...argv) => {
  const { stdout } = await run('--epochs', '1', '--quiet', '--seed', seed, ...argv);
  assert.is(stdout.match(/^ {2}yes/gm)?.length, 5, stdout);
  assert.not.match(stdout, /^ {2}NO/m);
  return stdout;
};

/** What each miner got. */
const paidIn = (stdout) => stdout.match(/^ {7}\S.*$/gm);

let undisturbed = [];

test('three validators agree on an epoch of eight miners, and pay the two that worked', async () => {
  undisturbed = paidIn(await playedWith());
  assert.equal(
    undisturbed.map((line) => line.trim().split(/ {2,}/)),
    [
      ['honest fast', '65535', 'SCORED'],
      ['honest slow', '35746', 'SCORED'],
      ['synthetic', '0', 'SYNTHETIC'],
      ['copying', '0', 'HASH_MISMATCH'],
      ['padded', '0', 'COUNT_OUT_OF_RANGE'],
      ['malformed', '0', 'HASH_MISMATCH'],
      ["another's folder", '0', 'LATE'],
      ['late', '0', 'LATE'],
    ],
  );
});

test('each process is killed at some moment, servers too, and the result is the same', async () => {
  const miners = 3; // `npm run testnet -- --kill 3` has all eight
  const stdout = await playedWith('--kill', '1', '--miners', String(miners));
  assert.equal(paidIn(stdout), undisturbed.slice(0, miners), `seed ${seed}`);
  const killed = Number(/seed \d+: (\d+) times/.exec(stdout)?.[1]);
  assert.ok(killed > miners, `seed ${seed}: ${killed} times a process was killed`);
});

test('an option that does not fit is refused with what was expected', async () => {
  for (const [argv, expected] of [
    [['--epochs', '0'], 'whole number from 1 to 10'],
    [['--kill', 'often'], 'whole number from 0 to 100'],
    [['--endpoint', 'localhost'], 'URL of an S3 server'],
    [['--keep', projectRoot], 'a folder that is new or empty'],
    [['--what'], "Unknown option '--what'"],
  ]) {
    const { code, stderr } = await run(...argv).catch((error) => error);
    assert.is(code, 2, argv.join(' '));
    assert.match(stderr, expected);
    assert.not.match(stderr, /^ +at /m);
  }
});

test.run();
