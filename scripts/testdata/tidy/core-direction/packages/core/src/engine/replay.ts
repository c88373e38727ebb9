import { registry } from '../mechanism/registry.js';
import { readSegment } from '../log/segment.js';
import { evolve } from '../mechanisms/storage-tiers/evolve.js'; // bad
import { given } from '../testing/given.js'; // bad
export const replay = [registry, readSegment, evolve, given];
