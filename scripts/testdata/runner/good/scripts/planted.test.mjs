import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('one', () => assert.is(1, 1));
test('the seed is there', () => assert.match(process.env.TEST_SEED ?? '', /^\d+$/));
test.run();
