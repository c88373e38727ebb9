import { close } from './close.js';
import { wilson } from '../../primitives/wilson.js';
import type { Fact } from '../../event/index.js';
import type { Mechanism } from '../../mechanism/mechanism.js';
import { dedupe } from '../zipcode-race/dedupe.js'; // bad
import { replay } from '../../engine/replay.js'; // bad
import { registry } from '../../mechanism/registry.js'; // bad
export const evolve = [close, wilson, dedupe, replay, registry];
export type Fine = Fact | Mechanism;
