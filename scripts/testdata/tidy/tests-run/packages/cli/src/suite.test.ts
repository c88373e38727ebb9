import { suite, test } from 'uvu';

const forgotten = suite('forgotten'); // bad
const fine = suite('fine');
forgotten('never runs', () => undefined);
fine('runs', () => undefined);
fine.run();
test.run();
