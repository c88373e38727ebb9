import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('keeps the process alive for ever', () => {
  setInterval(() => undefined, 1000);
  return new Promise(() => undefined);
});
test.run();
