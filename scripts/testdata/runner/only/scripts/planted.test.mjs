import { test } from 'uvu';
import * as assert from 'uvu/assert';

test.only('alone', () => undefined);
test('left out', () => undefined);
test.run();
