#!/usr/bin/env node
// Runs the bucket contract and an epoch of the test network against a real server, radosgw of Debian, which is installed when it is
// missing and started in a new directory. The last line is "N passed, N failed". Where it cannot be installed the reason is printed and the exit
// code is 77, which .ci/run counts neither as passed nor as failed.

import { setTimeout } from 'node:timers/promises';
import { bucketContract } from '../packages/adapters/dist/s3/contract/index.js';
import { needPrograms } from './servers/debian-packages.mjs';
import { playTestnet } from './servers/play-testnet.mjs';
import { RADOSGW_PACKAGES, RADOSGW_PROGRAMS, startRadosgw } from './servers/radosgw.mjs';
import { RADOSGW_DIFFERENCES } from './servers/radosgw-differences.mjs';
import { runContract } from './servers/run-contract.mjs';

const SKIPPED = 77;
const say = (text) => console.log(`servers: ${text}`);

const main = async () => {
  const lack = needPrograms(RADOSGW_PROGRAMS, RADOSGW_PACKAGES, say);
  if (lack !== undefined) {
    say(lack.cannot ? `skipped: ${lack.reason}` : lack.reason);
    console.log(`0 passed, ${lack.cannot ? 0 : 1} failed`);
    return lack.cannot ? SKIPPED : 1;
  }
  const start = performance.now();
  const { stop, ...credentials } = await startRadosgw();
  say(`radosgw answers after ${((performance.now() - start) / 1000).toFixed(1)} s`);
  try {
    const settings = { ...credentials, region: 'us-east-1' };
    const server = { settings, now: Date.now, wait: (ms) => setTimeout(ms) };
    const contract = await runContract(
      bucketContract(async () => server),
      RADOSGW_DIFFERENCES,
      say,
    );
    const isPlayed = await playTestnet(credentials, say);
    const passed = contract.passed + (isPlayed ? 1 : 0);
    const failed = contract.failed + (isPlayed ? 0 : 1);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await stop();
  }
};

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
process.exitCode = await main().catch((error) => {
  say(`FAILED: ${error.message}`);
  console.log('0 passed, 1 failed');
  return 1;
});
