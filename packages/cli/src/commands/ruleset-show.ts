import { command } from './command.js';
import { shippedRuleset } from './ruleset-source.js';

/** `ruleset show`: one rule set, as a file that `ruleset check` takes. */
export const rulesetShow = command<object>({
  about: 'Prints a rule set that ships with this program, as JSON that may be changed and checked.',
  args: [['<name>', 'name and version, such as zipcode-race@1']],
  options: [],
  examples: ['ruleset show zipcode-race@1', 'ruleset show zipcode-race@1 > mine.json'],
  exits: [],
  run: async (context, _options, [name = '']) => {
    const { mechanism, version, params } = shippedRuleset(name);
    const ruleset = { name, mechanism, version, params };
    await context.print(JSON.stringify(ruleset, undefined, 2));
    if (context.flags.json) await context.printJson('ruleset-show', { ruleset });
    return 0;
  },
});
