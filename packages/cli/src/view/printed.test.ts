import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../testing/golden.js';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts, sealedLog, tempDirectory } from '../testing/temp-log.js';

const OBSERVER = '5FW5ZNFvf1g5rcU6wvWWqaXCRkzttaKNhzo8YFk2ScHcLHT9';

/** What is printed, where it is stable: name of the file, fixture, width of the terminal (none: no terminal), command. */
const ROWS: readonly (readonly [string, string, number | undefined, string])[] = [
  ['validate-tiny.txt', 'tiny', undefined, 'validate --epochs 0..1'],
  ['validate-tiny-colour.txt', 'tiny', 120, 'validate --epoch 1 --expect 17fa238f6a44'],
  ['validate-realistic-80.txt', 'realistic', 80, 'validate --epoch 305 --no-color'],
  ['validate-realistic-120.txt', 'realistic', 120, 'validate --epoch 305 --no-color'],
  ['validate-realistic-top.txt', 'realistic', undefined, 'validate --epoch 303 --top 3 -q'],
  ['validate-unjudged.txt', 'unjudged', undefined, 'validate --epochs ..'],
  ['replay-realistic.txt', 'realistic', undefined, 'replay'],
  ['replay-unjudged-80.txt', 'unjudged', 80, 'replay --no-color'],
  ['plan-realistic.txt', 'realistic', undefined, 'plan --epoch 305 --round first'],
  ['plan-realistic-80.txt', 'realistic', 80, 'plan --epoch 300 --round first --invented 20000 --no-color'],
  ['stats-realistic-100.txt', 'realistic', 100, 'stats --no-color'],
  ['stats-storage-80.txt', 'storage-tiers', 80, 'stats --epoch 2 --top 4 --no-color'],
  ['stats-storage-120.txt', 'storage-tiers', 120, 'stats --epoch 3 --no-color'],
  ['stats-window-80.txt', 'two-mechanisms', 80, 'stats --epoch 2 --no-color'],
  ['stats-volume-80.txt', 'volume-race', 80, 'stats --epoch 4 --no-color'],
  ['stats-tiny.txt', 'tiny', undefined, 'stats --epoch 1'],
  ['stats-unjudged.txt', 'volume-race', undefined, 'stats --epoch 2 --top 2'],
  ['tiers-80.txt', 'storage-tiers', 80, 'tiers --epoch 2 --no-color'],
  ['tiers-120.txt', 'storage-tiers', 120, 'tiers --epoch 2 --no-color'],
  ['tiers-tiny.txt', 'tiny', undefined, 'tiers --epoch 0'],
  ['tiers-none.txt', 'storage-tiers', undefined, 'tiers --epoch 3'],
  ['tiers-without.txt', 'volume-race', undefined, 'tiers --epoch 1'],
  ['tiers-unjudged.txt', 'volume-race', undefined, 'tiers --epoch 2'],
  ['select-tiny.txt', 'tiny', undefined, `select --k 3 --block-hash ${'5a'.repeat(32)}`],
  ['select-storage.txt', 'storage-tiers', 80, `select --k 3 --epoch 1 --no-color --block-hash ${'5a'.repeat(32)}`],
  [
    'select-volume.txt',
    'volume-race',
    undefined,
    `select --k 4 --epoch 4 --by ${OBSERVER} --block-hash ${'5a'.repeat(32)}`,
  ],
  ['plan-volume-80.txt', 'volume-race', 80, 'plan --epoch 4 --round first --invented 400000 --no-color'],
  ['plan-volume-120.txt', 'volume-race', 120, 'plan --epoch 4 --round first --invented 400000 --no-color'],
  ['ruleset-diff-80.txt', 'tiny', 80, 'ruleset diff filetao-readme@1 filetao-3.0.0@1 --no-color'],
  ['ruleset-equal.txt', 'tiny', undefined, 'ruleset diff mip2@1 mip2@1'],
  ['verify-realistic.txt', 'realistic', undefined, 'log verify'],
  ['explain-uid-80.txt', 'realistic', 80, 'explain 20 --epoch 300 --no-color'],
  ['explain-burn.txt', 'tiny', undefined, 'explain 0 --epoch 1'],
];

for (const [name, fixture, columns, line] of ROWS) {
  test(`${line} looks like testdata/${name}`, async () => {
    const ran = await runCli(line.split(' '), {
      cwd: await sealedLog(fixture),
      ...(columns === undefined ? {} : { columns }),
    });
    golden(name, `$ subnet-cli ${line}\n${ran.stdout}-- stderr\n${ran.stderr}-- exit ${ran.exit}\n`);
  });
}

test('a table never passes the width of the terminal', async () => {
  const cwd = await sealedLog('realistic');
  for (const columns of [60, 80, 100, 120, 200]) {
    const { stdout } = await runCli(['validate', '--epoch', '305', '--no-color'], { cwd, columns });
    const rows = stdout.split('\n').filter((line) => /^ +(#|-|\d+) {2}(5|hotkey)/.test(line));
    assert.is(rows.length, 28);
    for (const row of rows) assert.ok(row.length <= columns, `${columns}: ${row}`);
  }
});

test('an open epoch is a preview and says so', async () => {
  const cwd = await emptyLog();
  const lines = fixtureFacts('tiny').filter((line) => line.includes('"epoch":0'));
  await runCli(['log', 'append', '-'], { cwd, input: `${lines.join('\n')}\n` });
  const validated = await runCli(['validate', '--epoch', '0'], { cwd });
  const explained = await runCli(['explain', '5Gbg', '--epoch', '0'], { cwd });
  golden('preview.txt', `${validated.stdout}\n${explained.stdout}`);
});

test('a row that one look found absent is to be looked up again, and the screen says from when', async () => {
  const cwd = await emptyLog();
  const lines = fixtureFacts('tiny').map((line) =>
    line.includes('"row":41,') && line.includes('"epoch":1')
      ? line
          .replace(',"hotkey"', ',"fields":[],"hotkey"')
          .replace('"zipcode":"19103"}}', '"zipcode":"19103"},"verdict":"absent"}')
          .replace('SpotCheckPassed', 'SpotCheckFailed')
      : line,
  );
  assert.is((await runCli(['log', 'append', '-'], { cwd, input: `${lines.join('\n')}\n` })).exit, 0);
  const [wide, narrow] = [
    await runCli(['plan', '--epoch', '1'], { cwd, columns: 120 }),
    await runCli(['plan', '--epoch', '1', '--no-color'], { cwd, columns: 80 }),
  ];
  golden('plan-confirmation.txt', `${wide.stdout}\n${narrow.stdout}`);
  const { checks } = JSON.parse((await runCli(['plan', '--epoch', '1', '--json'], { cwd })).stdout) as {
    checks: readonly { readonly purpose: string; readonly fromBlock?: number }[];
  };
  assert.is(checks.find(({ purpose }) => purpose === 'confirmation')?.fromBlock, 1335);
});

test('help of the program and of each command', async () => {
  const cwd = tempDirectory();
  const texts: string[] = [];
  for (const line of ['--help', 'validate --help', 'log --help', 'log append --help']) {
    const ran = await runCli(line.split(' '), { cwd, columns: 80 });
    assert.is(ran.exit, 0);
    texts.push(`$ subnet-cli ${line}\n${ran.stdout}`);
  }
  golden('help.txt', texts.join('\n'));
});

test.run();
