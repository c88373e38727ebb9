import {
  anything,
  bool,
  count,
  decimal,
  hash,
  hotkey,
  listOf,
  object,
  oneOf,
  type Schema,
  seal,
  text,
} from './shapes.js';

/** Why there is no bundle. */
export const bundleProblem = object(
  { kind: oneOf('absent', 'refused', 'failed'), reason: text, detail: text },
  'reason',
  'detail',
);
const camp = object({ what: text, hotkeys: listOf(hotkey), stakeRao: decimal });
const side = oneOf('first', 'second');

/** Schemas of the commands about what validators publish. */
export const PUBLISHING_SCHEMAS = {
  publish: object({
    epoch: count,
    stage: oneOf('observations', 'result'),
    hotkey,
    dryRun: bool,
    objects: listOf(object({ did: oneOf('sent', 'there', 'planned', 'gone'), name: text, key: text, bytes: count })),
  }),
  consensus: object({
    epoch: count,
    verdict: oneOf('agreed', 'differ', 'unheard'),
    permitsRao: decimal,
    heardRao: decimal,
    inputs: listOf(camp),
    outputs: listOf(camp),
    voices: listOf(object({ hotkey, stakeRao: decimal, seal: object(seal), weights: hash }, 'weights')),
    silent: listOf(object({ hotkey, stakeRao: decimal, problem: bundleProblem })),
    dissents: listOf(
      object(
        {
          hotkey,
          from: hotkey,
          segment: object({ in: side, line: count, fact: anything, onlyFirst: count, onlySecond: count }),
          output: object({ what: text, of: text, first: text, second: text }, 'of'),
          unread: bundleProblem,
        },
        'segment',
        'output',
        'unread',
      ),
    ),
  }),
} as const satisfies Record<string, Schema>;
