import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newLine, typeKeys } from './terminal.js';

for (const [keys, text, state] of [
  ['secret\n', 'secret', 'done'],
  ['secret\r', 'secret', 'done'],
  ['sec', 'sec', 'typing'],
  ['sexx\u007f\u007fcret\n', 'secret', 'done'],
  ['\u007f\u007fa\u0008b\n', 'b', 'done'],
  ['gr\u00fc\u007fu\u00df\n', 'gru\u00df', 'done'],
  ['ab\u0003cd\n', 'ab', 'stopped'],
  ['ab\u0004', 'ab', 'done'],
  ['one\ntwo\n', 'one', 'done'],
] as const) {
  test(`${JSON.stringify(keys)} types ${JSON.stringify(text)}`, () => {
    const whole = typeKeys(newLine(), Buffer.from(keys));
    assert.is(Buffer.from(whole.bytes.subarray(0, whole.length)).toString(), text);
    assert.is(whole.state, state);
    const oneByOne = [...Buffer.from(keys)].reduce((line, key) => typeKeys(line, Uint8Array.of(key)), newLine());
    assert.equal([oneByOne.length, oneByOne.state], [whole.length, whole.state]);
  });
}

test('what is taken back is overwritten, and a line has an end', () => {
  const line = typeKeys(newLine(), Buffer.from('abc\u007f\u007f'));
  assert.equal([...line.bytes.subarray(0, 3)], [97, 0, 0]);
  assert.is(typeKeys(newLine(), Buffer.alloc(5000, 97)).length, 4096);
});

test.run();
