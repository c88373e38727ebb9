import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, sealedLog, tempDirectory } from '../testing/temp-log.js';

const HASH = 'ab'.repeat(32);
const PARAMS = {
  cooldownEpochs: 1,
  maxExpected: 60,
  minExpected: 20,
  states: ['NJ', 'PA'],
  target: { everyEpochs: 1, fromEpoch: 0, listings: 100, maxListings: 100, stepListings: 0, toleranceppm: 300_000 },
  tiers: [{ name: 'standard', weight: 1 }],
  weightBy: 'expected',
};
// Epochs 0 and 1 of the log have 08540 and 19103.
const ROWS = ['08540,NJ,40', '19103,PA,60', '15201,PA,50', '18015,PA,40', '19104,PA,30'];

const prepare = (cwd: string, rows: readonly string[] = ROWS): readonly string[] => {
  writeFileSync(
    join(cwd, 'zips.csv'),
    ['zipcode,state,expected,tier', ...rows.map((row) => `${row},standard`)].join('\n'),
  );
  writeFileSync(join(cwd, 'params.json'), JSON.stringify(PARAMS));
  return ['assign', '--zipcodes', 'zips.csv', '--params', 'params.json', '--seed-block-hash', HASH, '--epoch'];
};

test('zipcodes of the last epoch cool down, sealed or open, and those before it may come again', async () => {
  const cwd = await sealedLog();
  const argv = prepare(cwd);
  const second = await runCli([...argv, '2', '-v'], { cwd });
  assert.is(second.exit, 0, second.stderr);
  assert.match(second.stdout, /08540 .* COOLING_DOWN\n/);
  assert.match(second.stdout, /19103 .* COOLING_DOWN\n/);
  const third = await runCli([...argv, '3', '-v'], { cwd });
  assert.not.match(third.stdout, /COOLING_DOWN/);
  const opening = await runCli([...argv, '2', '--facts', '--start-block', '1400', '--end-block', '1500'], { cwd });
  assert.is((await runCli(['log', 'append', '-'], { cwd, input: opening.stdout })).exit, 0);
  assert.match((await runCli([...argv, '3', '-v'], { cwd })).stdout, /COOLING_DOWN/);
  const again = await runCli([...argv, '2'], { cwd });
  assert.is(again.exit, 0);
  assert.match(again.stderr, /opened this epoch with the same zipcodes/);
  const other = await runCli([...argv, '1'], { cwd });
  assert.is(other.exit, 1);
  assert.match(other.stderr, /opened this epoch with other zipcodes/);
});

test('bounds that leave too little are named, and nothing is drawn', async () => {
  const cwd = await sealedLog();
  const argv = prepare(cwd, ROWS.slice(0, 3));
  const ran = await runCli([...argv, '2'], { cwd });
  assert.is(ran.exit, 1);
  assert.match(ran.stdout, /^epoch 2 {2}no assignment\n/);
  assert.match(
    ran.stdout,
    /50 listings can be drawn, 20 too few for 70\n {2}without cooldownEpochs there would be 150 /,
  );
  const json = JSON.parse((await runCli([...argv, '2', '--json'], { cwd })).stdout) as { kind: string };
  assert.is(json.kind, 'short');
});

test('files and blocks that are wrong are told with their place', async () => {
  const cwd = await emptyLog();
  const argv = prepare(cwd, [...ROWS, '1,PA,3']);
  const table = await runCli([...argv, '2'], { cwd });
  assert.is(table.exit, 12);
  assert.match(table.stderr, /zips\.csv:7 \/zipcode/);
  const open = [...prepare(cwd), '2', '--facts'];
  assert.match((await runCli(open, { cwd })).stderr, /which blocks\?/);
  const blocks = await runCli([...open, '--start-block', '9', '--end-block', '9'], { cwd });
  assert.is(blocks.exit, 2);
  assert.match(blocks.stderr, /expected startBlock < endBlock/);
  assert.match(
    (await runCli([...prepare(cwd), '2', '--netuid', '47'], { cwd })).stderr,
    /the log is of netuid 46, not 47/,
  );
  assert.is((await runCli([...prepare(cwd), '2'], { cwd: tempDirectory() })).exit, 2);
});

test.run();
