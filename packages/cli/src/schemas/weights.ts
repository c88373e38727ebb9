import { bool, count, decimal, hash, hotkey, listOf, object, oneOf, type Schema, text, u16, uid } from './shapes.js';

const mode = oneOf('set', 'commit-reveal', 'timelocked');
const obstacle = object({ code: text, says: text });

/** A plan file, as `weights plan -o` writes it. */
const plan = object({
  at: object({ block: count, hash, specVersion: count }),
  burnUid: uid,
  epoch: count,
  evidenceBlock: count,
  format: count,
  genesis: hash,
  gone: listOf(hotkey),
  hotkey,
  mecid: count,
  mode,
  netuid: count,
  plan: hash,
  profile: oneOf('exact-v1', 'sdk-v1'),
  rows: listOf(object({ hotkey, registeredAt: count, share: decimal, uid, value: u16 })),
  validUntil: count,
  versionKey: count,
  weights: hash,
});

const blocks = object({ first: count, last: count });
const time = object({ when: oneOf('early', 'now', 'late'), blocks }, 'blocks');
const sent = object({ step: oneOf('set', 'commit', 'reveal'), block: count, extrinsic: hash });
const state = oneOf('unsent', 'unsettled', 'stands', 'committed', 'gone');

/** Schemas of the `weights` commands. */
export const WEIGHT_SCHEMAS = {
  'weights-plan': object(
    { plan, obstacles: listOf(obstacle), unchanged: bool, floored: listOf(uid), lost: listOf(uid), wrote: text },
    'wrote',
  ),
  'weights-apply': object(
    {
      plan: hash,
      did: oneOf('dry-run', 'sent', 'already', 'handover'),
      mode,
      call: object({ name: text, hex: text, specVersion: count }),
      sent,
      state,
      command: text,
    },
    'call',
    'sent',
    'state',
    'command',
  ),
  'weights-reveal': object({
    plans: listOf(
      object(
        {
          plan: hash,
          epoch: count,
          mecid: count,
          state,
          time,
          reassigned: listOf(obstacle),
          sent,
          problem: object({ code: text, message: text }),
        },
        'time',
        'sent',
        'problem',
      ),
    ),
  }),
  'weights-status': object(
    {
      block: count,
      netuid: count,
      mecid: count,
      hotkey,
      mode,
      uid,
      permit: bool,
      lastUpdate: count,
      ageBlocks: count,
      nextAllowed: count,
      row: listOf(object({ uid, value: u16 })),
      commits: listOf(object({ hash, commitBlock: count, time, salt: bool })),
      plan: hash,
      equalsPlan: bool,
    },
    'uid',
    'permit',
    'lastUpdate',
    'ageBlocks',
    'plan',
    'equalsPlan',
  ),
} as const satisfies Record<string, Schema>;
