import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { toHex } from './bytes.js';
import { pureHost } from './host.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('the pure host hashes as the platform does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => assert.is(toHex(pureHost.sha256(bytes)), sha256(bytes))),
  );
});

test('a running hash gives the same in any pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }), (pieces) => {
      const stream = pureHost.sha256Stream();
      for (const piece of pieces) stream.update(piece);
      assert.is(toHex(stream.digest()), sha256(Buffer.concat(pieces)));
    }),
  );
});

test('the pure host decodes a part of the bytes', () => {
  assert.is(pureHost.decodeText(Buffer.from('{"é":1}\n{}'), 0, 8), '{"é":1}');
});

test.run();
