import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareText, fromHex, toHex } from './bytes.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('hex is what the platform writes, and reads back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      assert.is(toHex(bytes), Buffer.from(bytes).toString('hex'));
      assert.equal(fromHex(toHex(bytes)), Uint8Array.from(bytes));
    }),
  );
  assert.is(toHex(Uint8Array.of()), '');
  assert.is(toHex(Uint8Array.of(0, 10, 255)), '000aff');
});

test('compareText orders hex as its bytes are ordered', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      assert.is(compareText(toHex(a), toHex(b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
  assert.is(compareText('a', 'a'), 0);
  assert.is(compareText('Z', 'a'), -1);
  assert.is(compareText('a', ''), 1);
});

test.run();
