import { nodeHost } from '@subnet-scoring/adapters/node';
import { rulesetHash } from '@subnet-scoring/adapters/operations';
import { RULESETS } from '@subnet-scoring/core';
import { tableLines } from '../output/table.js';
import { command } from './command.js';

/** `ruleset list`: what ships with the program. */
export const rulesetList = command<object>({
  about: 'Lists the rule sets that ship with this program. Which one scores is said by the log alone.',
  args: [],
  options: [],
  examples: ['ruleset list', 'ruleset list --json'],
  exits: [],
  run: async (context) => {
    const rulesets = RULESETS.map((ruleset) => ({
      name: ruleset.name,
      mechanism: ruleset.mechanism,
      version: ruleset.version,
      hash: rulesetHash(nodeHost, ruleset),
    }));
    const columns = [{ title: 'name' }, { title: 'mechanism' }, { title: 'hash', paint: context.paint.key }];
    const rows = rulesets.map(({ name, mechanism, version, hash }) => [name, `${mechanism}@${version}`, hash]);
    await context.print(...tableLines(columns, rows, context.paint.dim));
    if (context.flags.json) await context.printJson('ruleset-list', { rulesets });
    return 0;
  },
});
