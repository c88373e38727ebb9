import { test } from 'uvu';
import * as assert from 'uvu/assert';

test.run();
