import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { evaluateEpoch } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { factsBehind, partsOf } from '../commands/explain.js';
import { contextOf } from '../context.js';
import type { Io, Out } from '../io.js';
import { golden } from '../testing/golden.js';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, fixtureLog, sealedLog } from '../testing/temp-log.js';
import { explainLines } from './explain-text.js';

const out: Out = { isTTY: false, columns: undefined, write: async () => undefined, isClosed: () => false };
const io = { stdout: out, stderr: out, env: {}, cwd: '.', now: () => 0 } as unknown as Io;
const context = contextOf(io, { json: false, quiet: false, verbose: false, color: false });

/** Every miner's explanation of every judged epoch of a log: [epoch, hotkey, text]. */
const explanationsOf = async (log: EventLog): Promise<(readonly [number, string, string])[]> => {
  const all: (readonly [number, string, string])[] = [];
  for (const { epoch } of await log.seals()) {
    const evaluated = await evaluateEpoch(log, epoch, nodeHost);
    if (evaluated._tag === 'Left') throw new Error(`epoch ${epoch} does not replay`);
    const { result } = evaluated.right;
    for (const { hotkey } of result.miners) {
      const parts = partsOf(result, hotkey);
      const facts = await factsBehind(log, evaluated.right, parts);
      const text = explainLines({ evaluated: evaluated.right, hotkey, parts, facts }, context).join('\n');
      all.push([epoch, hotkey, text]);
    }
  }
  return all;
};

const withLogAt = async <A>(cwd: string, use: (log: EventLog) => Promise<A>): Promise<A> => {
  const opened = openLog(join(cwd, 'subnet-log'), { readOnly: true });
  if (opened._tag === 'Left') throw new Error('the log does not open');
  try {
    return await use(opened.right);
  } finally {
    await opened.right.close();
  }
};

for (const name of ['tiny', 'reasons', 'storage-tiers', 'volume-race', 'two-mechanisms']) {
  test(`every miner of ${name} is explained as in testdata/explain-${name}.txt`, async () => {
    const all = await withLogAt(await sealedLog(name), explanationsOf);
    golden(`explain-${name}.txt`, `${all.map(([, , text]) => text).join('\n\n')}\n`);
  });
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** One line for each explanation, so that a change shows whom it concerns. */
const digestsOf = async (title: string, cwd: string): Promise<string[]> => {
  const all = await withLogAt(cwd, explanationsOf);
  assert.ok(
    all.every(([, , text]) => text.includes('·') || text.includes('✓') || text.includes('✗')),
    `${title}: an explanation without a step`,
  );
  return all.map(([epoch, hotkey, text]) => `${title} ${epoch} ${hotkey} ${digest(text)}`);
};

const attacked = async (folder: string): Promise<string> => {
  const cwd = await emptyLog();
  await runCli(['log', 'append', join(folder, 'attack.ndjson')], { cwd });
  await runCli(['log', 'seal', '--all', '--unjudged'], { cwd });
  return cwd;
};

test('every miner of the other fixtures is explained as testdata/explanations.txt says', async () => {
  const lines = await digestsOf('realistic', await sealedLog('realistic'));
  lines.push(...(await digestsOf('storage-tiers-year', await sealedLog('storage-tiers-year'))));
  const folder = fixtureLog('adversarial');
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) {
      lines.push(...(await digestsOf(entry.name, await attacked(join(folder, entry.name)))));
    }
  }
  golden('explanations.txt', `${lines.join('\n')}\n`);
});

test('a fact that an explanation names is in the segment at that line', async () => {
  const cwd = await sealedLog('realistic');
  const { stdout } = await runCli(['explain', '20', '--epoch', '300', '--json'], { cwd });
  const { facts } = JSON.parse(stdout) as { facts: { line: number; place: string; fact: object }[] };
  const file = readFileSync(join(cwd, 'subnet-log', 'segments', '00000300.ndjson'), 'utf8').split('\n');
  assert.ok(facts.length > 10);
  for (const { line, place, fact } of facts) {
    assert.is(place, `segments/00000300.ndjson:${line}`);
    assert.equal(JSON.parse(file[line - 1] ?? ''), fact);
  }
  const cat = await runCli(['log', 'cat', `300:${facts[0]?.line}`], { cwd });
  assert.equal(JSON.parse(cat.stdout), facts[0]?.fact);
});

test.run();
