import { test } from 'uvu';

test('throws a text', () => {
  throw 'no Error';
});
test.run();
