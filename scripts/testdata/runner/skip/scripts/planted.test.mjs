import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('runs', () => undefined);
test.skip('does not', () => undefined);
test.run();
