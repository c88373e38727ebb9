import { strict as assert } from 'node:assert';
import { test } from 'uvu';
import { leftOf, rightOf } from '../testing/open-right.js';
import { decodeAddress } from './address.js';

test('an address is taken apart into what the client needs and the name of the log', () => {
  assert.deepEqual(rightOf(decodeAddress('kurrentdb://me:pass@host:2113/subnet-46?tls=false')), {
    connection: 'kurrentdb://me:pass@host:2113?tls=false',
    name: 'subnet-46',
  });
  assert.deepEqual(rightOf(decodeAddress('esdb+discover://a:1,b:2')), {
    connection: 'esdb+discover://a:1,b:2',
    name: 'subnet',
  });
});

test('what is no address is a value', () => {
  for (const text of ['kurrentdb://', 'kurrentdb:///x', 'http://a', 'kurrentdb://a/B', 'kurrentdb://a/b/c', './log'])
    assert.equal(leftOf(decodeAddress(text)).kind, 'address', text);
});

test.run();
