import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeFact } from './decode.js';

const DEPTH = 100_000;
const deep = '['.repeat(DEPTH) + ']'.repeat(DEPTH);

test('a line that nests deeper than the stack is refused as any other', () => {
  const lines = [
    deep,
    `{"type":${deep}}`,
    `{"block":1,"type":"BlockFinalized","v":${deep}}`,
    `{"a":${deep},"type":"EpochOpened","v":1}`,
  ];
  for (const line of lines) {
    const refused = decodeFact(line);
    assert.ok(E.isLeft(refused));
    assert.ok(refused.left.found.length < 200);
  }
});

test.run();
