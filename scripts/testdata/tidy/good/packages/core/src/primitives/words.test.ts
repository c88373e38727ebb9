import { readFileSync } from 'node:fs';
import { test } from 'uvu';

test('a test may use what the core may not', () => {
  if (Math.pow(2, 0.5) > Date.now()) console.log([1.5].sort(), readFileSync('x'));
});

test.run();
