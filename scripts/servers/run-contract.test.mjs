import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runContract } from './run-contract.mjs';

const holds = { name: 'holds', run: async () => undefined };
const fails = { name: 'fails', run: async () => Promise.reject(new Error('expected 1, got 2')) };
const difference = { instead: 'it does something else', shows: /^expected 1, got 2$/ };

const runAll = async (cases, differences) => {
  const said = [];
  const counts = await runContract(cases, new Map(differences), (text) => said.push(text.split('\n')[0]));
  return { ...counts, said };
};

test('a case holds or fails', async () => {
  const { passed, failed, said } = await runAll([holds, fails], []);
  assert.equal([passed, failed], [1, 1]);
  assert.equal(said, ['holds: holds', 'FAILED: fails: Error: expected 1, got 2']);
});

test('a known difference passes when it shows as it is known', async () => {
  const { passed, failed, said } = await runAll([fails], [['fails', difference]]);
  assert.equal([passed, failed], [1, 0]);
  assert.equal(said, ['differs as known: fails: it does something else']);
});

test('a known difference that is gone, shows otherwise or is no case is a failure', async () => {
  assert.equal((await runAll([holds], [['holds', difference]])).failed, 1);
  assert.equal((await runAll([fails], [['fails', { ...difference, shows: /else/ }]])).failed, 1);
  assert.equal((await runAll([holds], [['gone', difference]])).failed, 1);
});

test.run();
