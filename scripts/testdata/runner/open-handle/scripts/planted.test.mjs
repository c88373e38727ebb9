import { test } from 'uvu';
import * as assert from 'uvu/assert';

test('leaves a timer behind', () => void setInterval(() => undefined, 1000));
test.run();
