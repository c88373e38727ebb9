import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { supervise } from './supervise.mjs';

const directory = mkdtempSync(join(tmpdir(), 'supervise-'));

/** Runs a program until it has said so many lines. */
const linesOf = async (source, count, options = {}) => {
  const path = join(directory, 'program.mjs');
  writeFileSync(path, source);
  const lines = [];
  const said = [];
  let running;
  await new Promise((resolve) => {
    const onLine = (line) => {
      lines.push(line);
      if (lines.length === count) resolve();
    };
    const program = pathToFileURL(path).href;
    running = supervise({
      name: 'it',
      program,
      settings: { n: 1 },
      onLine,
      say: (line) => said.push(line),
      ...options,
    });
  });
  await running.stop();
  return { lines, said };
};

test('a process that fails is run again, and its complaint is told', async () => {
  const { lines, said } = await linesOf('console.log(process.argv[2]); console.error("why"); process.exit(3);', 2);
  assert.equal(lines, ['{"n":1}', '{"n":1}']);
  assert.is(said[0], 'it ended with 3, and is run again: why');
});

test('a process that is killed comes back', async () => {
  let lives = 0;
  let kills = 0;
  const came = () => {
    kills += 1;
  };
  const life = () => {
    lives += 1;
    const isFirst = lives === 1;
    return (line) => (isFirst && line === 'here' ? { ms: 0, came } : undefined);
  };
  const { lines, said } = await linesOf('console.log("here"); setInterval(() => {}, 1000);', 2, { life });
  assert.equal(lines, ['here', 'here']);
  assert.equal(said, ['it is killed 0 ms after "here"']);
  assert.is(kills, 1);
});

test.after(() => rmSync(directory, { recursive: true }));

test.run();
