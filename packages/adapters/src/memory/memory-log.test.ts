import { test } from 'uvu';
import { eventLogContract } from '../testing/contract.js';
import { memoryLog } from './index.js';

for (const { name, run } of eventLogContract(async (header) => ({ log: memoryLog(header) }))) test(name, run);

test.run();
