import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'uvu';
import { eventLogContract } from '../testing/contract.js';
import { startKurrentPeer } from '../testing/kurrent-peer/index.js';
import { rightOf } from '../testing/open-right.js';
import { connect } from './connect.js';
import { createLogOver, openLogOver } from './index.js';

const root = mkdtempSync(`${tmpdir()}/kurrent-contract-`);
const peer = await startKurrentPeer(`${root}/journal`);
const store = await connect(peer.url);
// One connection for all cases: the client takes half a second for its first read.
const shared = { ...store, close: async () => undefined };
let count = 0;

const cases = eventLogContract(async (header) => {
  count += 1;
  const name = `case-${count}`;
  return {
    log: rightOf(await createLogOver(shared, name, header)),
    reopen: async () => rightOf(await openLogOver(shared, name)),
  };
});
for (const { name, run } of cases) test(name, run);

test.after(async () => {
  await store.close();
  peer.stop();
  rmSync(root, { recursive: true });
});
test.run();
