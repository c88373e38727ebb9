import { test } from 'uvu';
import * as assert from 'uvu/assert';

test.after(() => {
  throw new Error('thrown in after');
});
test('runs', () => undefined);
test.run();
