import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import type { EventLog } from '../ports.js';
import { eventLogContract } from '../testing/contract.js';
import { startKurrentPeer } from '../testing/kurrent-peer/index.js';
import { createKurrentLog, openKurrentLog } from './index.js';

const root = mkdtempSync(`${tmpdir()}/kurrent-contract-`);
const peer = await startKurrentPeer(`${root}/journal`);
let count = 0;

const right = (result: E.Either<unknown, EventLog>): EventLog => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const cases = eventLogContract(async (header) => {
  count += 1;
  const url = peer.url.replace('?', `/case-${count}?`);
  return { log: right(await createKurrentLog(url, header)), reopen: async () => right(await openKurrentLog(url)) };
});
for (const { name, run } of cases) test(name, run);

test.after(() => {
  peer.stop();
  rmSync(root, { recursive: true });
});
test.run();
