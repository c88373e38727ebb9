import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('forgets a promise', () => {
  Promise.reject(new Error('rejected on purpose'));
});
test.run();
