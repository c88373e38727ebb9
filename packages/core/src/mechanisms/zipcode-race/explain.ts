import type { Account } from '../../ids.js';
import type { Explanation } from '../../mechanism/explanation.js';
import type { Outcome } from './close.js';

/** Why a miner got its share (rules 1 to 10, with their values and lines). */
export const explain = (_outcome: Outcome, _hotkey: Account): Explanation => ({ sections: [] });
