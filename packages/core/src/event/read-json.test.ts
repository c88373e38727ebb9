import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { record } from './field.js';
import { readJson, refuseWith } from './read-json.js';
import { count, fieldName } from './values.js';

const pair = record('pair', { name: fieldName, size: count });
const refuse = refuseWith('BAD_PARAMS', 'write a pair', { file: 'pair.json' });

const told = (text: string): string => {
  const read = readJson(pair, text, refuse);
  if (E.isRight(read)) return `${read.right.name} ${read.right.size}`;
  const { code, at, expected, help } = read.left;
  assert.is(help, 'write a pair');
  return `${code} ${at.file} ${at.path ?? '-'}: ${expected}`;
};

test('a document is read however it is laid out', () => {
  assert.is(told('{"name":"a","size":1}'), 'a 1');
  assert.is(told(' { "size": 1,\n "name": "a" } '), 'a 1');
});

test('what is wrong is said with its place', () => {
  assert.is(told('{"name":"a"}'), 'BAD_PARAMS pair.json /size: integer 0..2^53-1');
  assert.is(told('{"name":"a","size":1,"__proto__":1}'), 'BAD_PARAMS pair.json /__proto__: no such field');
  assert.is(told('null'), 'BAD_PARAMS pair.json /: pair');
  for (const text of ['', '{', '{"name":"a","size":1}}', '\ufeff{}']) {
    assert.is(told(text), 'BAD_PARAMS pair.json -: the JSON of a pair', text);
  }
});

test('what is nested deeper than the stack is refused like anything else', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  assert.is(told(deep), 'BAD_PARAMS pair.json /: pair');
  assert.is(told(`{"name":${deep},"size":1}`), 'BAD_PARAMS pair.json /name: name [a-z][A-Za-z0-9]{0,63}');
});

test.run();
