import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { packageRoot } from '../version.js';

/** Compares a text with testdata/NAME. `UPDATE_GOLDEN=1 npm test -- cli` writes the files anew; the diff is the review. */
export const golden = (name: string, text: string): void => {
  const path = join(packageRoot(), 'testdata', name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  assert.ok(existsSync(path), `testdata/${name} is missing: write it with UPDATE_GOLDEN=1`);
  assert.fixture(text, readFileSync(path, 'utf8'));
};
