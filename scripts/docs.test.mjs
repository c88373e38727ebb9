import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newReport } from './docs/report.mjs';
import { checkDocs } from './docs.mjs';
import { projectRoot } from './files.mjs';

const LINKED = ['node_modules', 'package.json', 'packages', 'tsconfig.base.json'];

/** Runs `use` on a checkout that has these pages and nothing else to check. */
const withPages = async (pages, use) => {
  const root = mkdtempSync(join(tmpdir(), 'docs-test-'));
  try {
    for (const name of LINKED) symlinkSync(join(projectRoot, name), join(root, name));
    for (const [path, rows] of Object.entries(pages)) writeFileSync(join(root, path), `${rows.join('\n')}\n`);
    return await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
};

/** What is wrong with a page, and how many checks passed. */
const check = (page, others = {}) =>
  withPages({ 'page.md': page, ...others }, async (root) => {
    const found = [];
    const report = newReport((row) => found.push(row));
    await checkDocs({ root, report });
    return { found, passed: report.passed };
  });

const fence = (language, ...rows) => [`\`\`\`${language}`, ...rows, '```'];
const FACT =
  '{"block":1,"data":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","parentHash":"0000000000000000000000000000000000000000000000000000000000000000","timestampMs":0},"epoch":0,"netuid":46,"type":"BlockFinalized","v":1}';

/** Pages with one mistake each: [what it is, rows, what the check says]. */
const BAD = [
  [
    'a link to a page that is not there',
    ['[x](gone.md)'],
    /^page\.md:1: gone\.md leads to gone\.md, which does not exist$/,
  ],
  ['an image that is not there', ['# a', '![x](gone.svg)'], /^page\.md:2: gone\.svg/],
  ['an anchor without heading', ['# Here', '[x](#there)'], /^page\.md:2: #there: page\.md has no heading #there$/],
  ['an anchor of another page', ['[x](other.md#gone)'], /other\.md has no heading #gone/],
  ['an anchor in a file that is no page', ['[x](package.json#x)'], /package\.json is no page/],
  ['a link out of the repository', ['[x](../elsewhere.md)'], /leaves the repository/],
  ['a link from the root of a disk', ['[x](/docs/a.md)'], /starts with a slash/],
  ['a reference to nothing', ['[x][y]', '', '[y]: gone.md'], /^page\.md:3: gone\.md/],
  [
    'a block without a language',
    fence('', 'x'),
    /^page\.md:1: the block has no language, which nothing checks; use console, /,
  ],
  ['a block in a language that nothing checks', fence('ruby', 'x'), /the language "ruby", which nothing checks/],
  ['a block that is not closed', ['```json', '{}'], /^page\.md:1: the block is not closed$/],
  ['text that is no picture', fence('text', 'just words'), /a text block is for pictures and trees/],
  ['JSON that does not parse', fence('json', '{'), /the block is no JSON/],
  [
    'a fact with a wrong field',
    fence('ndjson', FACT, FACT.replace('"block":1', '"block":-1')),
    /^page\.md:3: BAD_FIELD \/block/,
  ],
  ['a fact that is not canonical', fence('ndjson', FACT.replace('{"block":1', '{ "block":1')), /NOT_CANONICAL/],
  [
    'a quote that differs',
    fence('json file=package.json', '  "name": "another"'),
    /the block is no part of package\.json/,
  ],
  ['a quote of a file that is not there', fence('ts file=gone.ts', 'x'), /gone\.ts does not exist/],
  [
    'output that differs',
    fence('console', '$ echo one', 'two'),
    /^page\.md:3: `echo one`: the page shows "two", it prints "one"$/,
  ],
  ['output that is not shown', fence('console', '$ printf "a\\nb\\n"', 'a'), /the page shows "the end", it prints "b"/],
  ['output that never comes', fence('console', '$ true', 'a'), /the page shows "a", it prints "the end"/],
  ['a command that fails', fence('console', '$ false'), /`false` ended with exit code 1/],
  [
    'another exit code than shown',
    fence('console', '$ (exit 3)', '$ echo $?', '4'),
    /the page shows "4", it prints "3"/,
  ],
  ['a console block without command', fence('console', 'one'), /begins with a command/],
  ['a script that fails', fence('sh', 'true', 'false', 'true'), /the script ended with exit code 1/],
  ['an npm script that is not there', fence('sh', 'npm run dance'), /package\.json has no script "dance"/],
  ['a usage of no command', fence('usage', 'subnet-cli dance --fast'), /subnet-cli has no command "dance"/],
  ['a usage with an unknown option', fence('usage', 'subnet-cli validate --dance'), /names no --dance/],
  ['a usage of another program', fence('usage', 'git status'), /shows calls of subnet-cli/],
  [
    'a region that nothing makes',
    ['<!-- generated: dance -->', '<!-- /generated -->'],
    /nothing makes a region "dance"/,
  ],
  ['a region without end', ['<!-- generated: phases -->'], /has no end/],
  [
    'a region that is out of date',
    ['<!-- generated: phases -->', 'old', '<!-- /generated -->'],
    /^page\.md:2: it is not what the program says now/,
  ],
];

for (const [name, rows, says] of BAD) {
  test(`finds ${name}`, async () => {
    const { found } = await check(rows, { 'other.md': ['# Other'] });
    assert.ok(
      found.some((row) => says.test(row)),
      `expected ${says}, got ${JSON.stringify(found)}`,
    );
  });
}

test('finds TypeScript that does not compile, does not run, or prints something else', async () => {
  const { found, passed } = await check([
    ...fence('ts', 'const a: number = 1;', 'const b: string = a;', 'console.log(b);'),
    ...fence('ts', "throw new Error('no');"),
    ...fence('ts', 'console.log(1); // prints 2'),
    ...fence('ts', 'console.log(1);'),
    ...fence('ts', 'console.log(1); // prints 1'),
  ]);
  assert.is(passed, 1);
  assert.match(found[0], /^page\.md:3: TS2322/);
  assert.match(found[1], /^page\.md:6: the block does not run: Error: no/);
  assert.match(found[2], /^page\.md:9: the block prints "1"/);
  assert.match(found[3], /^page\.md:12: the block prints "1"/);
  assert.is(found.length, 4);
});

const GOOD = [
  '# One Word, and `code`',
  '## Again',
  '## Again',
  '<a id="made"></a>',
  '[a](#one-word-and-code) [b](#again-1) [c](#made) [d](other.md#other) [e](https://example.org/x#y) `[f](gone.md)`',
  ...fence('console', '$ echo one > file; cat file', 'one', '$ seq 1 9', '1', '...', '9', '$ cat file', 'one'),
  ...fence('console', '$ exit 3', '$ echo $?', '3', '$ echo a \\', '  b', 'a b'),
  ...fence('sh', 'npm test', 'npm run check', 'npm ci'),
  ...fence(
    'ts',
    "import { FX_ONE, formatFx } from '@subnet-scoring/core';",
    'console.log(formatFx(FX_ONE)); // prints 1',
  ),
  ...fence('json', '{"a":[1]}'),
  ...fence('ndjson', FACT),
  ...fence('usage', 'subnet-cli validate --epoch 3 --json', 'subnet-cli log show | jq .'),
  ...fence('json file=package.json', '  "private": true,'),
  ...fence('text', 'a ── b'),
  '- an item',
  '',
  '  ```json',
  '  {}',
  '  ```',
];

test('a page without mistakes passes', async () => {
  const { found, passed } = await check(GOOD, { 'other.md': ['# Other'] });
  assert.equal(found, []);
  assert.is(passed, 4 + 3 + 3 + 1 + 1 + 1 + 1 + 2 + 1 + 1 + 1);
});

test('--write puts right what a page shows, and leaves `...` where it still fits', async () => {
  const rows = fence('console', '$ echo one', 'two', '$ seq 1 3', '1', '...');
  await withPages({ 'page.md': rows }, async (root) => {
    await checkDocs({ root, report: newReport(() => {}), isWriting: true });
    const written = readFileSync(join(root, 'page.md'), 'utf8');
    assert.is(written, `${fence('console', '$ echo one', 'one', '$ seq 1 3', '1', '...').join('\n')}\n`);
  });
});

test('the commands of a page change nothing outside', async () => {
  const root = await withPages(
    { 'page.md': fence('sh', 'echo changed > other.md', 'rm page.md'), 'other.md': ['# Other'] },
    async (at) => {
      await checkDocs({ root: at, report: newReport(() => {}) });
      return [readFileSync(join(at, 'other.md'), 'utf8'), readFileSync(join(at, 'page.md'), 'utf8').length > 0];
    },
  );
  assert.equal(root, ['# Other\n', true]);
});

test('the last line counts, and the exit code says whether all passed', async () => {
  const run = (root) =>
    spawnSync(process.execPath, [join(projectRoot, 'scripts/docs.mjs'), '--root', root], { encoding: 'utf8' });
  await withPages({ 'page.md': ['# A', '[x](#a)'] }, (root) => {
    const { stdout, status } = run(root);
    assert.equal([stdout, status], ['docs: 1 checks passed\n', 0]);
  });
  await withPages({ 'page.md': ['# A', '[x](#b)'] }, (root) => {
    const { stdout, status } = run(root);
    assert.equal([stdout.split('\n').at(-2), status], ['docs: 0 checks passed, 1 failed', 1]);
  });
});

test.run();
