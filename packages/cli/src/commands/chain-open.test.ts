import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { sealedLog } from '../testing/temp-log.js';

const HOTKEY = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';

test('a node that is none is 2 from the environment and from subnet.json, and no bug', async () => {
  const cwd = await sealedLog();
  const state = await runCli(['chain', 'state', '--netuid', '46'], { cwd, env: { SUBNET_NETWORK: 'finneyy' } });
  assert.is(state.exit, 2);
  assert.match(
    state.stderr,
    /^error: "finneyy" is no node of a chain: expected ws:\/\/.*finney, local, test\n {2}help: /,
  );
  writeFileSync(join(cwd, 'subnet.json'), JSON.stringify({ network: ['finneyy'] }));
  const ingest = await runCli(['ingest', '--epoch', '1', '--chain-only', '--hotkey', HOTKEY], { cwd });
  assert.is(ingest.exit, 2);
  assert.match(ingest.stderr, /^error: "finneyy" is no node of a chain/);
});

test.run();
