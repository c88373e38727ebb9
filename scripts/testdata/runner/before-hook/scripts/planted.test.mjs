import { test } from 'uvu';
import * as assert from 'uvu/assert';

test.before(() => {
  throw new Error('uvu swallows this');
});
test('does not run', () => undefined);
test('nor does this', () => undefined);
test.run();
