import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { randomFrom } from '../testing/random.js';
import { withFile } from './file-system.js';
import { linesOf } from './lines.js';

const SEED = Number(process.env['TEST_SEED'] ?? 1);
const MIB = 1_048_576;

const read = (text: string, from = 0, to = Buffer.byteLength(text)) => {
  const fs = crashFileSystem();
  withFile(fs, 'file', 'create', (handle) => fs.append(handle, Buffer.from(text)));
  return withFile(fs, 'file', 'read', (handle) =>
    [...linesOf(fs, handle, from, to)].map(({ offset, whole }, at, all) => ({
      offset,
      whole,
      next: all[at + 1]?.offset,
    })),
  );
};

const texts = (text: string): readonly string[] => {
  const fs = crashFileSystem();
  withFile(fs, 'file', 'create', (handle) => fs.append(handle, Buffer.from(text)));
  const found: string[] = [];
  withFile(fs, 'file', 'read', (handle) => {
    for (const { bytes, whole } of linesOf(fs, handle, 0, Buffer.byteLength(text)))
      found.push(`${bytes.toString()}${whole ? '\n' : ''}`);
  });
  return found;
};

test('lines come with their offsets, and a last one without LF says so', () => {
  assert.equal(texts('a\n\nbc\nd'), ['a\n', '\n', 'bc\n', 'd']);
  assert.equal(texts(''), []);
  assert.equal(texts('\n'), ['\n']);
  assert.equal(
    read('a\n\nbc\nd').map(({ offset }) => offset),
    [0, 2, 3, 6],
  );
  assert.equal(
    read('aa\nbb\ncc\n', 3, 6).map(({ offset, whole }) => [offset, whole]),
    [[3, true]],
  );
});

test(`any text is split as it should be (TEST_SEED=${SEED})`, () => {
  const random = randomFrom(SEED);
  for (let round = 0; round < 20; round += 1) {
    const sizes = Array.from({ length: 1 + random(12) }, () => (random(3) === 0 ? random(900_000) : random(40)));
    const text = sizes.map((size) => 'x'.repeat(size)).join('\n');
    assert.is(texts(text).join(''), text);
    const offsets = read(text).map(({ offset }) => offset);
    const expected = sizes.map((_, at) => sizes.slice(0, at).reduce((sum, size) => sum + size + 1, 0));
    assert.equal(offsets, sizes[sizes.length - 1] === 0 ? expected.slice(0, -1) : expected);
  }
});

test('a line beyond all limits gives its beginning, and the next line is found behind it', () => {
  const text = `a\n${'x'.repeat(7 * MIB)}\nb\n`;
  const found = texts(text);
  assert.is(found.length, 3);
  assert.is(found[2], 'b\n');
  const length = (found[1] ?? '').length;
  assert.ok(length > MIB && length <= 2 * MIB + 1, String(length));
  assert.equal(
    read(text).map(({ offset }) => offset),
    [0, 2, 7 * MIB + 3],
  );
});

test.run();
