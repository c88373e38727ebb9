import {
  anything,
  anyValue,
  bool,
  count,
  hash,
  header,
  listOf,
  object,
  oneOf,
  problem,
  type Schema,
  text,
} from './shapes.js';

const ruleset = { name: text, mechanism: text, version: count } as const;

/** Schemas of everything else, errors included. */
export const OTHER_SCHEMAS = {
  demo: object(
    {
      directory: text,
      steps: listOf(object({ title: text, command: text, exit: count, ms: count })),
    },
    'directory',
  ),
  init: object({ directory: text, header, template: text, wrote: text }, 'wrote'),
  'ruleset-list': object({ rulesets: listOf(object({ ...ruleset, hash })) }),
  'ruleset-show': object({ ruleset: object({ ...ruleset, params: anything }) }),
  'ruleset-check': object({ ...ruleset, hash }),
  'ruleset-hash': object({ name: text, hash }),
  'ruleset-diff': object({
    a: text,
    b: text,
    equal: bool,
    differences: listOf(object({ path: text, a: anyValue, b: anyValue }, 'a', 'b')),
  }),
  'proof-verify': object(
    { verdict: oneOf('passed', 'refused'), outcome: oneOf('passed', 'failed'), reason: text, field: text, says: text },
    'reason',
    'field',
    'says',
  ),
  'schema-list': object({ schemas: listOf(text) }),
  'schema-print': object({ jsonSchema: anything }),
  completion: object({ shell: oneOf('bash', 'zsh', 'fish'), script: text }),
  error: object(problem, 'help'),
} as const satisfies Record<string, Schema>;
