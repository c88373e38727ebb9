import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { COMMANDS, type Entry, isGroup } from './commands/table.js';
import { buildProgram, exitsOf } from './program.js';
import { cliReference } from './reference.js';
import { SCHEMA_NAMES } from './schemas/index.js';
import { PROGRAM, runCli } from './testing/run-cli.js';

const all: readonly (readonly [string, Entry])[] = COMMANDS.flatMap((item) =>
  isGroup(item)
    ? item.commands.map((entry) => [`${item.name} ${entry.name}`, entry] as const)
    : [[item.name, item] as const],
);

for (const [name, entry] of all) {
  test(`${name} says what it does, with examples that parse and its exit codes`, async () => {
    const module = await entry.load();
    assert.ok(module.about.endsWith('.') && module.about.length > 25);
    assert.ok(module.examples.length >= 1);
    assert.ok(exitsOf(module).includes(0) && exitsOf(module).includes(70));
    for (const example of module.examples) {
      assert.ok(example.startsWith(name), example);
      let asked = '';
      const program = await buildProgram({
        wants: (wanted) => wanted === name,
        ask: (found) => {
          asked = found.name;
        },
      });
      // What a shell does with its own signs is not for the program.
      const words = (example.split(/ [|<>] /)[0] ?? '').split(' ');
      program.parse(words, { from: 'user' });
      assert.is(asked, name, example);
    }
  });
}

test('the help says which options are needed', async () => {
  const { stdout } = await runCli(['explain', '--help'], { cwd: '.' });
  assert.match(stdout, /--epoch <n> +the epoch \(needed\)\n/);
  assert.match(stdout, /^Usage: subnet-cli explain \[options\] <miner>\n/);
  assert.match((await runCli(['log', '--help'], { cwd: '.' })).stdout, /^Usage: subnet-cli log <command>\n/);
});

test('every command has a schema, and every schema a command', () => {
  assert.equal([...all.map(([name]) => name.replace(' ', '-')), 'error'].sort(), SCHEMA_NAMES);
});

test('the reference holds every command, option and exit code', async () => {
  const text = await cliReference();
  for (const [name, entry] of all) {
    assert.ok(text.includes(`\n## ${name}\n`), name);
    for (const { flags } of (await entry.load()).options) assert.ok(text.includes(`\`${flags}\``), flags);
  }
  assert.match(text, /\| 125 \| cannot judge/);
  assert.not.match(text, /undefined|\[object/);
});

/** Modules that a command line loads, as their paths. */
const loadedBy = (...argv: string[]): string => {
  const trace = ['--experimental-loader', `data:text/javascript,${encodeURIComponent(LOADER)}`, '--no-warnings'];
  return spawnSync(process.execPath, [...trace, PROGRAM, ...argv], { encoding: 'utf8' }).stderr;
};
const LOADER = `import { writeSync } from 'node:fs';
export const load = (url, context, next) => { writeSync(2, url + '\\n'); return next(url, context); };`;

test('--help loads neither the core nor a codec, and no command loads a client it does not need', () => {
  const help = loadedBy('--help');
  assert.match(help, /subnet-cli\.js/);
  assert.not.match(help, /io-ts|fp-ts|packages\/core|@polkadot|@noble/);
  const validate = loadedBy('validate', '--help');
  assert.not.match(validate, /@polkadot|@aws-sdk|@kurrent/);
  assert.not.match(loadedBy('serve', '--help'), /fastify|@polkadot|@aws-sdk|@smithy/);
});

test.run();
