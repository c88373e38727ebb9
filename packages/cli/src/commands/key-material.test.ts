import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tempWallets } from '@subnet-scoring/adapters/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { runCli } from '../testing/run-cli.js';
import { emptyLog } from '../testing/temp-log.js';

const filesBelow = (path: string): readonly string[] =>
  readdirSync(path).flatMap((name) => {
    const inner = join(path, name);
    return statSync(inner).isDirectory() ? filesBelow(inner) : [inner];
  });

const everythingIn = (directory: string): string =>
  filesBelow(directory)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

const SECRET = /fac7959d|bottom|obey lake|ss58Address/;
const keyfile = join(tempWallets(), 'test', 'hotkeys', 'phrase');

test('log append of a key file by mistake: exit 12, advice, and neither log nor report holds the key', async () => {
  const cwd = await emptyLog();
  const { secretPhrase } = JSON.parse(readFileSync(keyfile, 'utf8')) as { readonly secretPhrase: string };
  for (const [argv, input] of [
    [['log', 'append', keyfile], ''],
    [['log', 'append', '-'], `${secretPhrase}\n`],
  ] as const) {
    const ran = await runCli([...argv, '--json'], { cwd, input });
    assert.is(ran.exit, 12);
    const { errors } = checkJson('log-append', ran.stdout) as { readonly errors: readonly { readonly code: string }[] };
    assert.equal(
      errors.map(({ code }) => code),
      ['KEY_MATERIAL'],
    );
    assert.match(ran.stderr, /:1: KEY_MATERIAL: .*looks like a key: \d+ bytes[\s\S]*help: name a file of events/);
    assert.not.match(ran.stdout + ran.stderr + everythingIn(join(cwd, 'subnet-log')), SECRET);
  }
  assert.is((await runCli(['log', 'verify'], { cwd })).exit, 0);
});

for (const argv of [
  ['log', 'import'],
  ['ruleset', 'check'],
  ['proof', 'verify'],
]) {
  test(`${argv.join(' ')} of a key file does not show it`, async () => {
    const cwd = await emptyLog();
    const ran = await runCli([...argv, keyfile, '--json'], { cwd });
    assert.is(ran.exit, 12);
    assert.not.match(ran.stdout + ran.stderr + everythingIn(join(cwd, 'subnet-log')), SECRET);
  });
}

test.run();
