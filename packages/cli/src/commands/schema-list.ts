import { SCHEMA_NAMES } from '../schemas/index.js';
import { command } from './command.js';

/** `schema list`: what --json can print. */
export const schemaList = command<object>({
  about: 'Lists the JSON Schemas of what --json prints. A schema keeps its number while keys are only added.',
  args: [],
  options: [],
  examples: ['schema list'],
  exits: [],
  run: async (context) => {
    await context.print(...SCHEMA_NAMES.map((name) => `${name}@1`));
    if (context.flags.json)
      await context.printJson('schema-list', { schemas: SCHEMA_NAMES.map((name) => `${name}@1`) });
    return 0;
  },
});
