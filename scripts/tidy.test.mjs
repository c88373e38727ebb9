import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listFiles, projectRoot } from './files.mjs';
import { findViolations } from './tidy.mjs';

const DATA = join(projectRoot, 'scripts/testdata/tidy');
const found = (root) => findViolations(root).map(({ path, line, law }) => `${path}:${line}: ${law.name}`);

/** The lines that end in "// bad" (or "<!-- bad -->"), as the violations they stand for. */
const marked = (root, law) =>
  listFiles(root).flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((row, i) => (/\/\/ bad$|<!-- bad -->$/.test(row) ? [`${path}:${i + 1}: ${law}`] : [])),
  );

const laws = readdirSync(DATA).filter((name) => name !== 'good');
for (const law of laws) {
  test(`${law} finds the marked lines and nothing else`, () => {
    const expected = marked(join(DATA, law), law);
    assert.ok(expected.length > 0, 'the planted files mark no line');
    assert.equal(found(join(DATA, law)), expected);
  });
}

test('file-length finds a file of 301 lines and leaves one of 300 alone', () => {
  const root = mkdtempSync(join(tmpdir(), 'tidy-'));
  mkdirSync(join(root, 'bench'));
  writeFileSync(join(root, 'bench/long.mjs'), '// line\n'.repeat(301));
  writeFileSync(join(root, 'bench/full.mjs'), '// line\n'.repeat(300));
  assert.equal(found(root), ['bench/long.mjs:301: file-length']);
  rmSync(root, { recursive: true });
});

test('every law has a planted violation', () => {
  const listed = execFileSync(process.execPath, [join(projectRoot, 'scripts/tidy.mjs'), '--laws'], {
    encoding: 'utf8',
  });
  const names = [...listed.matchAll(/^([\w-]+): /gm)].map(([, name]) => name);
  assert.equal(names.sort(), [...laws, 'file-length'].sort());
});

test('words in comments, texts and regular expressions are no violations', () => {
  assert.equal(found(join(DATA, 'good')), []);
});

test('a folder without sources is an error and not a clean result', () => {
  assert.throws(() => findViolations(join(DATA, 'no-machine-path/docs')), /no source file/);
});

test.run();
