import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('good', () => undefined);
test('waits for ever', () => new Promise(() => undefined));
test.run();
