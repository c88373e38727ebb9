import { diffRulesets } from '@subnet-scoring/adapters/operations';
import { rulesetDiffLines } from '../view/ruleset-diff-text.js';
import { command } from './command.js';
import { rulesetOf } from './ruleset-source.js';

/** `ruleset diff`: where two rule sets differ. */
export const rulesetDiff = command<object>({
  about:
    'Compares two rule sets parameter by parameter. Names and the layout of files do not count: equal are the same mechanism, version and parameters.',
  args: [
    ['<a>', 'a file, or the name of a rule set that ships with this program'],
    ['<b>', 'the other one'],
  ],
  options: [],
  examples: ['ruleset diff filetao-readme@1 filetao-3.0.0@1', 'ruleset diff zipcode-race@1 mine.json --json'],
  exits: [1, 12, 16],
  run: async (context, _options, [first = '', second = '']) => {
    const [a, b] = [rulesetOf(context.io, first), rulesetOf(context.io, second)];
    const differences = diffRulesets(a, b);
    await context.print(...rulesetDiffLines(a.name, b.name, differences, context));
    if (context.flags.json) {
      await context.printJson('ruleset-diff', { a: a.name, b: b.name, equal: differences.length === 0, differences });
    }
    return differences.length === 0 ? 0 : 1;
  },
});
