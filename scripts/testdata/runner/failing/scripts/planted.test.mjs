import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('good', () => assert.is(1, 1));
test('bad', () => assert.is(1, 2));
test('throws', () => {
  throw new Error('thrown on purpose');
});
test.run();
