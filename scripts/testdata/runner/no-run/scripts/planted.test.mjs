import { test } from 'uvu';

test('never runs', () => {
  throw new Error('this must not run');
});
