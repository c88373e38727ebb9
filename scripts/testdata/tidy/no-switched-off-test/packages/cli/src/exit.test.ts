import { suite, test } from 'uvu';

const codes = suite('codes');
test.only('runs alone', () => undefined); // bad
codes.skip('does not run', () => undefined); // bad
test['skip']('hidden', () => undefined); // bad
codes.run();
test.run();
