import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM, spawnCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts, sealedLog, tempDirectory } from '../testing/temp-log.js';

/** Command lines as a shell runs them: exit code, and what must stand on stderr. */
const ROWS: readonly (readonly [string, number, RegExp])[] = [
  ['validate --epoch 1', 0, /^$/],
  ['validate --epoch 1 --expect 17fa238f6a44', 0, /seal matches/],
  ['validate --epoch 1 --expect 000000000000', 1, /seal differs\n {2}expected {2}000000000000\n {2}found {5}17fa/],
  ['validate', 2, /which epoch\?/],
  ['validate --epoch 1 --epochs 0..1', 2, /either --epoch N or --epochs A\.\.B/],
  ['validate --epoch 2', 2, /epoch 2 is not among the epochs in the log: the epochs in the log are 0\.\.1/],
  ['validate --epoch one', 2, /Expected the number of an epoch/],
  [
    'validate --epohc 1',
    2,
    /unknown option '--epohc'\n {2}help: did you mean --epoch\? see: subnet-cli validate --help/,
  ],
  ['validate --epoch 1 --expect 17fa', 2, /Expected 12 to 64 hex digits/],
  ['validate --epoch 1 extra', 2, /too many arguments/],
  [
    'validate --epoch 1 --log nowhere',
    16,
    /no such directory\n {2}help: check the path, or make one: subnet-cli log init/,
  ],
  ['validate --epoch 1 --log .', 16, /no log in .*\n {2}help: make one: subnet-cli log init/],
  ['valdate', 2, /unknown command 'valdate'\n {2}help: did you mean validate\? see: subnet-cli --help/],
  ['log', 2, /which command of log\?\n {2}help: one of init, sign, append/],
  ['valdate --epoch 1', 2, /unknown command 'valdate'\n {2}help: did you mean validate\? see: subnet-cli --help/],
  ['valdate --help', 2, /unknown command 'valdate'/],
  ['help log exprot', 2, /unknown command 'exprot'\n {2}help: did you mean export\?/],
  ['--epoch 1 validate', 2, /unknown option '--epoch'\n {2}help: see: subnet-cli --help/],
  ['--json', 2, /^error: which command\?\n {2}help: see: subnet-cli --help\n$/],
  ['log exprot', 2, /did you mean export\? see: subnet-cli log --help/],
  ['explain --epoch 1', 2, /missing required argument 'miner'/],
  ['explain 5DRE', 2, /required option '--epoch <n>' not specified/],
  ['explain 5 --epoch 1 -q', 0, /^$/],
  ['explain 99 --epoch 1', 2, /no miner 99 in epoch 1/],
  ['explain 5GX --epoch 1', 2, /at least its first 4 characters/],
  ['explain 5G --epoch 1', 2, /no miner 5G/],
  ['plan --epoch 1 --invented 1000001', 2, /parts per million/],
  ['plan --epoch 1 --round third', 2, /Allowed choices are next, first/],
  ['replay --expect 17fa238f6a44', 0, /63 facts in .* facts\/s\)\nseal matches/],
  ['replay --expect scores:17fa238f6a44', 1, /exit 1: the hash is not the expected one/],
  ['log init subnet-log --netuid 46', 16, /there is a log in .* already/],
  ['log init subnet-log/log.json --netuid 46', 16, /log\.json is a file\n {2}help: name a new directory/],
  ['log init new --netuid 4096', 2, /Expected a number 0\.\.4095/],
  ['log init new', 2, /required option '--netuid <n>' not specified/],
  ['log init new --netuid 1 --authority nobody', 2, /Expected "local" or an SS58 address/],
  ['log append subnet-log', 16, /subnet-log is a directory/],
  ['log append nothing', 16, /ENOENT/],
  ['log import -', 2, /read twice/],
  ['log import nothing', 16, /ENOENT/],
  ['check --epoch 0 --tries 0', 2, /Expected a whole number 1..100/],
  ['log seal', 2, /Give either --epoch N or --all/],
  ['log seal --epoch 0', 2, /epoch 0 cannot be sealed: the last seal is of epoch 1/],
  ['log cat 9', 2, /epoch 9 is not among/],
  ['log cat 1:999', 2, /epoch 1 has no line 999/],
  ['log cat x', 2, /expected EPOCH or EPOCH:LINE/],
  ['log export --json', 2, /give -o FILE/],
  ['log export -o -', 2, /argument '-' is invalid. Expected the name of a file/],
  ['log export -o no/such/place', 16, /ENOENT/],
  ['log verify --anchor 17fa238f6a44', 0, /^$/],
  ['ruleset show nothing', 2, /there are: zipcode-race@1/],
  ['ruleset check log.json', 16, /ENOENT/],
  ['schema print nothing', 2, /no schema nothing/],
  ['completion tcsh', 2, /there are: bash, zsh, fish/],
  ['', 0, /^$/],
  ['--version', 0, /^$/],
  ['help', 0, /^$/],
  ['help log seal', 0, /^$/],
];

let shared: Promise<string> | undefined;

for (const [line, exit, stderr] of ROWS) {
  test(`subnet-cli ${line} ends with ${exit}`, async () => {
    shared ??= sealedLog();
    const ran = await spawnCli(line === '' ? [] : line.split(' '), { cwd: await shared });
    assert.is(ran.exit, exit, ran.stderr);
    assert.match(ran.stderr, stderr);
    assert.not.match(ran.stderr, /\n {4}at |this is a bug/);
    if ((exit === 2 || exit === 16) && !line.includes('--json')) assert.is(ran.stdout, '', 'data only on stdout');
  });
}

test('which log: the option, then SUBNET_LOG, then ./subnet-log, else a hint', async () => {
  const cwd = await sealedLog();
  const elsewhere = tempDirectory();
  const show = (env: Record<string, string>, where: string, ...more: string[]) =>
    spawnCli(['log', 'show', ...more], { cwd: where, env });
  assert.is((await show({}, cwd)).exit, 0);
  assert.is((await show({ SUBNET_LOG: join(cwd, 'subnet-log') }, elsewhere)).exit, 0);
  assert.is((await show({ SUBNET_LOG: 'nowhere' }, cwd, '--log', 'subnet-log')).exit, 0);
  assert.is((await show({ SUBNET_LOG: 'nowhere' }, cwd)).exit, 16);
  const lost = await show({}, elsewhere);
  assert.is(lost.exit, 2);
  assert.match(
    lost.stderr,
    /no --log, no SUBNET_LOG and no \.\/subnet-log\n {2}help: .*subnet-cli init.*subnet-cli demo/,
  );
});

const shell = (command: string, cwd: string): Promise<{ readonly exit: number | null; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { cwd });
    let text = '';
    const add = (piece: Buffer): void => {
      text += piece.toString('utf8');
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, text }));
  });

const CLI = `"${process.execPath}" "${PROGRAM}"`;

test('a reader that goes away is no error', async () => {
  const cwd = await sealedLog('realistic');
  const ran = await shell(`{ ${CLI} log export; echo "exit $?" >&2; } | head -n 1 > first`, cwd);
  assert.is(ran.text, 'exit 0\n');
  assert.match(readFileSync(join(cwd, 'first'), 'utf8'), /^\{"block":/);
});

test('a full disk behind stdout is exit 16', async () => {
  if (!existsSync('/dev/full')) {
    console.log('(no /dev/full on this system)');
    return;
  }
  const ran = await shell(`${CLI} validate --epoch 1 > /dev/full`, await sealedLog());
  assert.is(ran.exit, 16);
  assert.match(ran.text, /ENOSPC.* to stdout\n {2}help: the disk is full/);
  const untold = await shell(`${CLI} validate --nope 2> /dev/full`, await sealedLog());
  assert.is(untold.exit, 2);
});

test('interrupted: exit 130, the lock is given back, what was acknowledged is there', async () => {
  const cwd = await emptyLog();
  const [fact = ''] = fixtureFacts('tiny');
  const child = spawn(process.execPath, [PROGRAM, 'log', 'append', '-'], { cwd });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.write(`${fact}\n`);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const second = await spawnCli(['log', 'seal', '--all'], { cwd });
  assert.is(second.exit, 16);
  assert.match(
    second.stderr,
    /the log is in use: process \d+ on .* writes to this log\n {2}help: .*what only reads a log works meanwhile/,
  );
  child.kill('SIGINT');
  assert.is(await closed, 130);
  const shown = await spawnCli(['log', 'append', '-', '--json'], { cwd });
  assert.equal([shown.exit, (JSON.parse(shown.stdout) as { position: number }).position], [0, 1]);
});

test('a bug is one line, and -v shows where', async () => {
  const cwd = await sealedLog();
  writeFileSync(
    join(cwd, 'broken.mjs'),
    'Object.defineProperty(process.stdout, "columns", { get() { throw new TypeError("boom"); } }); Object.defineProperty(process.stdout, "isTTY", { value: true });',
  );
  const run = (more: string) =>
    shell(`${CLI.replace('" "', '" --import ./broken.mjs "')} validate --epoch 1 ${more}`, cwd);
  const quiet = await run('');
  assert.is(quiet.exit, 70);
  assert.is(
    quiet.text,
    'error: this is a bug: TypeError: boom\n  help: report it with the command you ran; -v shows where it happened\n',
  );
  const verbose = await run('-v');
  assert.is(verbose.exit, 70);
  assert.match(verbose.text, /\n {4}at /);
});

test.run();
