import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('throws later', async () => {
  setTimeout(() => {
    throw new Error('thrown in a timer');
  }, 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
});
test.run();
