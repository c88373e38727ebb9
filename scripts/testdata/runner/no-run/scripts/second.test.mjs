import { test } from 'uvu';

test('is not mixed with the tests of the file before', () => undefined);
test.run();
