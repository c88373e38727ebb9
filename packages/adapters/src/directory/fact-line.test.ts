import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sampleFact, sampleSigned } from '../testing/sample.js';
import { epochOfBytes, epochOfLine, withoutSignature } from './fact-line.js';

const EPOCHS: readonly (readonly [string, number | undefined])[] = [
  [sampleFact(0, 1), 0],
  [sampleFact(4_294_967, 1), 4_294_967],
  [sampleSigned(7, 1), 7],
  [
    '{"block":1,"data":{"epoch":9,"x":"\\"epoch\\":8"},"epoch":12,"ix":[4294967295,4294967295],"netuid":4095,"type":"A","v":1}',
    12,
  ],
  ['{"block":1}', undefined],
  ['{"epoch":"3"}', undefined],
  ['{"epoch":12345678901,"v":1}', undefined],
  ['', undefined],
];

for (const [line, epoch] of EPOCHS) {
  test(`epoch ${epoch} of ${line.slice(0, 60)}`, () => {
    assert.is(epochOfLine(line), epoch);
    assert.is(epochOfBytes(Buffer.from(line)), epoch);
  });
}

test('only the signature of the line itself is taken off', () => {
  const signed = sampleSigned(3, 5);
  const bare = withoutSignature(signed);
  assert.not.match(bare, '"sig"');
  assert.is(signed.length - bare.length, ',"sig":""'.length + 128);
  assert.is(withoutSignature(bare), bare);
  const inside = `{"data":{"sig":"${'ab'.repeat(64)}","type":"A","v":1},"epoch":1,"netuid":1,"type":"A","v":1}`;
  assert.is(withoutSignature(inside), inside);
});

test.run();
