import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKurrentPeer } from '@subnet-scoring/adapters/testing/kurrent-peer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, spawnCli } from '../testing/run-cli.js';
import { fixtureLog, sealedLog, tempDirectory } from '../testing/temp-log.js';
import { besideAddress, shownAddress } from './store-log.js';

const root = mkdtempSync(join(tmpdir(), 'subnet-cli-store-'));
const peer = await startKurrentPeer(join(root, 'journal'));
const log = peer.url.replace('?', '/subnet-46?');
const json = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

test('init, append, seal, validate and verify in an event store come to what they come to in a directory', async () => {
  const cwd = tempDirectory();
  const sealed = await sealedLog('tiny');
  assert.is((await spawnCli(['log', 'init', log, '--netuid', '46'], { cwd })).exit, 0);
  const facts = join(fixtureLog('tiny'), 'facts.ndjson');
  const appended = await runCli(['log', 'append', facts, '--log', log], { cwd });
  assert.is(appended.exit, 0, appended.stderr);
  assert.is((await runCli(['log', 'seal', '--all', '--log', log], { cwd })).exit, 0);
  for (const command of [
    ['validate', '--epochs', '0..'],
    ['log', 'cat'],
    ['log', 'export'],
    ['replay', '--json'],
  ]) {
    const there = await runCli([...command, '--log', log], { cwd });
    const here = await runCli(command, { cwd: sealed });
    assert.equal([there.exit, there.stdout], [here.exit, here.stdout], command.join(' '));
  }
  const verified = json((await runCli(['log', 'verify', '--json'], { cwd, env: { SUBNET_LOG: log } })).stdout);
  assert.is(verified['verdict'], 'consistent');
  assert.equal(verified['findings'], []);
});

test('no log there, a log there already, a server that is away, an address that is none', async () => {
  const cwd = tempDirectory();
  const at = async (argv: readonly string[]): Promise<readonly unknown[]> => {
    const ran = await runCli([...argv, '--json'], { cwd });
    return [ran.exit, json(ran.stdout)['code']];
  };
  assert.equal(await at(['log', 'show', '--log', peer.url.replace('?', '/other?')]), [16, 'NOT_A_LOG']);
  assert.equal(await at(['log', 'init', log, '--netuid', '46']), [16, 'EEXIST']);
  assert.equal(await at(['log', 'show', '--log', 'kurrentdb://127.0.0.1:1/x?tls=false']), [10, 'STORE_NETWORK']);
  assert.equal(await at(['log', 'show', '--log', 'kurrentdb://127.0.0.1:1/X?tls=false']), [2, 'STORE_ADDRESS']);
  const secret = await runCli(['log', 'show', '--log', 'kurrentdb://me:secret@host:1/x?tls=maybe'], { cwd });
  assert.is(secret.exit, 2);
  assert.not.match(secret.stderr, /secret/);
});

test('a password in an address is never shown, and takes no part in where plans are kept', () => {
  assert.is(shownAddress('kurrentdb://me:secret@host:2113/a?tls=true'), 'kurrentdb://***@host:2113/a?tls=true');
  assert.match(besideAddress('kurrentdb://me:secret@host:2113/a?tls=true'), /\/\.subnet-cli\/host-2113-a$/);
});

test.after(() => {
  peer.stop();
  rmSync(root, { recursive: true });
});
test.run();
