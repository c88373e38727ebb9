import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import type { EventLog } from '../ports.js';
import { eventLogContract } from '../testing/contract.js';
import { createLog, openLog } from './index.js';

const root = mkdtempSync(`${tmpdir()}/log-contract-`);
let count = 0;

const right = (result: E.Either<unknown, EventLog>): EventLog => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const cases = eventLogContract(async (header) => {
  count += 1;
  const directory = `${root}/${count}/deep/log`;
  return { log: right(createLog(directory, header)), reopen: async () => right(openLog(directory)) };
});
for (const { name, run } of cases) test(name, run);

test.after(() => rmSync(root, { recursive: true }));
test.run();
