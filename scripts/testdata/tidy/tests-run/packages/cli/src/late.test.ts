import { test } from 'uvu';

test('runs', () => undefined);
test.run();
test('comes too late', () => undefined); // bad
