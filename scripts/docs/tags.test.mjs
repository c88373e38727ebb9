import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { listFiles, projectRoot } from '../files.mjs';

const root = projectRoot.replace(/\/$/, '');
const read = (path) => readFileSync(`${root}/${path}`, 'utf8');

/** Tags of hashes are the texts of the sources that look like one; tests and contract suites have names of their own. */
const tagsUsed = () =>
  listFiles(root, 'packages')
    .filter((path) => /\/src\/.*\.ts$/.test(path) && !/\.test\.ts$|\/(testing|contract)\//.test(path))
    .flatMap((path) => [...read(path).matchAll(/'([a-z]+(?:-[a-z]+)*\/[0-9]+)'/g)].map(([, tag]) => tag));

/** Tags of the table in docs/log-format.md. */
const tagsListed = () => {
  const [, section = ''] = read('docs/log-format.md').match(/^### Tags$([\s\S]*?)^## /m) ?? [];
  const cells = [...section.matchAll(/^\| (`[^|]*) \|/gm)].map(([, cell]) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, tag]) => tag));
};

test('the log format lists every tag of a hash once, and no other', () => {
  const listed = tagsListed();
  assert.is(new Set(listed).size, listed.length);
  assert.equal([...listed].sort(), [...new Set(tagsUsed())].sort());
});

test.run();
