import { nodeHost } from '@subnet-scoring/adapters/node';
import { rulesetHash } from '@subnet-scoring/adapters/operations';
import { command } from './command.js';
import { readRuleset } from './ruleset-source.js';

/** `ruleset check`: would a log take it. */
export const rulesetCheck = command<object>({
  about: 'Checks a rule set file: its keys, its mechanism, and every parameter with its type and range.',
  args: [['<file>', 'JSON with name, mechanism, version and params']],
  options: [],
  examples: ['ruleset check mine.json'],
  exits: [12, 16],
  run: async (context, _options, [path = '']) => {
    const { name, mechanism, version, ...ruleset } = readRuleset(context.io, path);
    const hash = rulesetHash(nodeHost, { name, mechanism, version, ...ruleset });
    await context.print(`${name} is a rule set of ${mechanism}@${version}`, `  hash  ${hash}`);
    if (context.flags.json) await context.printJson('ruleset-check', { name, mechanism, version, hash });
    return 0;
  },
});
