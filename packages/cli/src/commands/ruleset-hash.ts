import { nodeHost } from '@subnet-scoring/adapters/node';
import { rulesetHash } from '@subnet-scoring/adapters/operations';
import { command } from './command.js';
import { rulesetOf } from './ruleset-source.js';

/** `ruleset hash`: equal for equal parameters, whatever the file looks like. */
export const rulesetHashCommand = command<object>({
  about: 'Prints the SHA-256 of a rule set as one line of canonical JSON: equal parameters, equal hash.',
  args: [['<file|name>', 'a file, or the name of a rule set that ships with this program']],
  options: [],
  examples: ['ruleset hash zipcode-race@1', 'ruleset hash mine.json'],
  exits: [12, 16],
  run: async (context, _options, [text = '']) => {
    const ruleset = rulesetOf(context.io, text);
    const hash = rulesetHash(nodeHost, ruleset);
    await context.print(hash);
    if (context.flags.json) await context.printJson('ruleset-hash', { name: ruleset.name, hash });
    return 0;
  },
});
