import { usageError } from '../cli-error.js';
import { SCHEMA_NAMES, schemaOf } from '../schemas/index.js';
import { command } from './command.js';

/** `schema print`: one JSON Schema. */
export const schemaPrint = command<object>({
  about: 'Prints one JSON Schema (draft 2020-12).',
  args: [['<name>', 'a name of `schema list`, with or without its number']],
  options: [],
  examples: ['schema print validate', 'schema print log-append@1'],
  exits: [],
  run: async (context, _options, [text = '']) => {
    const schema = schemaOf(text.replace(/@1$/, ''));
    if (schema === undefined) throw usageError(`no schema ${text}`, `there are: ${SCHEMA_NAMES.join(', ')}`);
    await context.print(JSON.stringify(schema, undefined, 2));
    if (context.flags.json) await context.printJson('schema-print', { jsonSchema: schema });
    return 0;
  },
});
