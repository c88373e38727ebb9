import { suite } from 'uvu';

const named = suite('named');
named('three', () => undefined);
named.run();
