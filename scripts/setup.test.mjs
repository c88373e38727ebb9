import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reasonToBuild, staleFiles, unbuiltSources } from './setup/build.mjs';
import { firstMissing, reasonToInstall } from './setup/install.mjs';

const test = suite('setup', { root: '' });
test.before.each((context) => {
  context.root = mkdtempSync(join(tmpdir(), 'setup-'));
});
test.after.each((context) => rmSync(context.root, { recursive: true }));

const write = (root, files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};
const lock = (packages) => JSON.stringify({ packages });
const PACKAGE = { version: '1.0.0', integrity: 'sha512-x' };

test('installs into a fresh clone', ({ root }) => {
  write(root, { 'package-lock.json': lock({}) });
  assert.is(reasonToInstall(root), 'nothing is installed yet');
});

test('installs when the lock file names another version', ({ root }) => {
  write(root, {
    'package-lock.json': lock({
      '': {},
      'node_modules/a': PACKAGE,
      'node_modules/a/node_modules/b': { version: '2.0.0' },
    }),
    'node_modules/.package-lock.json': lock({
      'node_modules/a': PACKAGE,
      'node_modules/a/node_modules/b': { version: '2.0.1' },
    }),
  });
  assert.is(reasonToInstall(root), 'package-lock.json asks for another b');
});

test('installs nothing when all is there, with optional packages of other platforms left out', () => {
  const other = { ...PACKAGE, optional: true };
  const workspace = { resolved: 'packages/core', link: true };
  const wanted = {
    'packages/core': {},
    'node_modules/core': workspace,
    'node_modules/a': PACKAGE,
    'node_modules/o': other,
  };
  assert.is(firstMissing(wanted, { 'node_modules/core': workspace, 'node_modules/a': PACKAGE }), undefined);
  assert.is(firstMissing(wanted, { 'node_modules/core': workspace }), 'node_modules/a');
});

test('builds when there is no build, or a file came, changed or went', () => {
  assert.is(reasonToBuild(undefined, {}), 'there is no good build yet');
  assert.is(reasonToBuild({ a: '1' }, { a: '1' }), undefined);
  assert.is(reasonToBuild({ a: '1' }, { a: '2' }), 'a changed');
  assert.is(reasonToBuild({ a: '1', b: '1' }, { b: '1', c: '1' }), 'a and 1 more changed');
});

test('finds built files without a source, and sources without a built file', ({ root }) => {
  write(root, {
    'packages/core/src/kept.ts': '',
    'packages/core/src/types.d.ts': '',
    'packages/core/src/deep/new.ts': '',
    'packages/core/dist/kept.js': '',
    'packages/core/dist/kept.d.ts.map': '',
    'packages/core/dist/gone.test.js': '',
    'packages/core/dist/gone.test.d.ts': '',
    'packages/core/dist/data.json': '',
  });
  assert.equal(staleFiles(root), ['packages/core/dist/gone.test.d.ts', 'packages/core/dist/gone.test.js']);
  assert.equal(unbuiltSources(root), ['packages/core/src/deep/new.ts']);
});

test.run();
