import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listFiles, projectRoot } from '../files.mjs';
import { anchorOf, parsePage } from './markdown.mjs';

const root = projectRoot.replace(/\/$/, '');
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');

/** Files that the links of a page lead to. */
const targetsOf = (path) =>
  parsePage(read(path))
    .links.filter(({ target }) => !/^[a-z]+:/.test(target))
    .map(({ target }) => posix.normalize(posix.join(posix.dirname(path), target.split('#')[0])));

test('every page of docs can be reached from the README', () => {
  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path) || !path.endsWith('.md')) return;
    seen.add(path);
    for (const target of targetsOf(path)) visit(target);
  };
  visit('README.md');
  const lost = listFiles(root, 'docs').filter((path) => path.endsWith('.md') && !seen.has(path));
  assert.equal(lost, []);
});

test('every decision has its number, a title in the list, and the four parts', () => {
  const list = read('docs/decisions/README.md');
  const records = listFiles(root, 'docs/decisions').filter((path) => !path.endsWith('README.md'));
  records.forEach((path, i) => {
    const number = String(i + 1).padStart(4, '0');
    const text = read(path);
    assert.match(path, new RegExp(`/${number}-[a-z0-9-]+\\.md$`));
    const [, title] = text.match(/^# \d+\. (.*)\n/) ?? [];
    assert.ok(
      list.includes(`[${number}](${posix.basename(path)}) | ${title} |`),
      `${path}: "${title}" is not in the list`,
    );
    const parts = [...text.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part);
    assert.equal(parts, ['Context', 'Decision', 'Consequences', 'Evidence'], path);
  });
});

test('the README of every mechanism links every file of its folder', () => {
  const mechanisms = new Set(listFiles(root, 'packages/core/src/mechanisms').map((path) => path.split('/')[4]));
  assert.ok(mechanisms.size >= 3);
  for (const mechanism of mechanisms) {
    const folder = `packages/core/src/mechanisms/${mechanism}`;
    const named = new Set(targetsOf(`${folder}/README.md`));
    const files = listFiles(root, folder).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
    assert.equal(
      files.filter((path) => !named.has(path)),
      [],
    );
  }
});

test('every step of adding a mechanism shows the example that is tested', () => {
  const shown = parsePage(read('docs/mechanisms/adding-one.md')).blocks.flatMap(({ file }) => file ?? []);
  const folder = 'docs/examples/commit-race';
  for (const name of ['params', 'state', 'evolve', 'close', 'index'])
    assert.ok(shown.includes(`${folder}/${name}.ts`), name);
});

test('pages and headings that comments in the code name are there', () => {
  const sources = ['packages', 'scripts', 'bench'].flatMap((folder) => listFiles(root, folder));
  const named = sources
    .filter((path) => /\.m?[jt]s$/.test(path) && !path.includes('.test.') && !path.startsWith('scripts/testdata/'))
    .flatMap((path) =>
      [...read(path).matchAll(/(docs\/[a-z0-9/-]+\.md)(?:, "([^"]+)")?/g)].map(([, page, heading]) => [
        path,
        page,
        heading,
      ]),
    );
  assert.ok(named.length > 0);
  const wrong = named.filter(
    ([, page, heading]) =>
      !existsSync(`${root}/${page}`) ||
      (heading !== undefined && !parsePage(read(page)).anchors.has(anchorOf(heading))),
  );
  assert.equal(wrong, []);
});

test.run();
