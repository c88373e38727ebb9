import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  type Evaluated,
  explainWeight,
  factsAt,
  findMiner,
  PREFIX_LENGTH_MIN,
} from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { Account, EpochNumber, EpochResult } from '@subnet-scoring/core';
import { fail, usageError } from '../cli-error.js';
import { explainJson } from '../view/explain-json.js';
import { explainLines } from '../view/explain-text.js';
import type { Explained, Part } from '../view/explained.js';
import { command } from './command.js';
import { assertJudged, evaluatedEpoch } from './evaluated.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epoch?: EpochNumber;
}

const minerOf = (result: EpochResult, text: string): Account => {
  const found = findMiner(result, text);
  switch (found.kind) {
    case 'found':
      return found.hotkey;
    case 'ambiguous':
      throw usageError(
        `${text} begins ${found.hotkeys.length} hotkeys`,
        `give more of it: ${found.hotkeys.join(', ')}`,
      );
    case 'noUids': {
      const message = `which hotkey had uid ${text} is not known: epoch ${result.epoch} has no vector`;
      throw fail({ exit: 125, code: 'CANNOT_JUDGE', message, help: 'name the miner by its hotkey' });
    }
    case 'unknown': {
      const help = `give a hotkey, at least its first ${PREFIX_LENGTH_MIN} characters, or a uid; see: subnet-cli validate --epoch ${result.epoch}`;
      throw usageError(`no miner ${text} in epoch ${result.epoch}`, help);
    }
  }
};

/** What the mechanisms and the weights say about a miner. */
export const partsOf = (result: EpochResult, hotkey: Account): Part[] =>
  [...mechanismParts(result, hotkey), { title: 'all mechanisms', sections: [explainWeight(result, hotkey)] }].filter(
    ({ sections }) => sections.length > 0,
  );

const mechanismParts = ({ mechanisms }: EpochResult, hotkey: Account): Part[] =>
  mechanisms.map(({ name, version, ruleset, explain: own }) => ({
    title: `${name}@${version}, rule set ${ruleset}`,
    sections: own(hotkey).sections,
  }));

/** Texts of the facts that the steps rest on. */
export const factsBehind = async (log: EventLog, evaluated: Evaluated, parts: readonly Part[]) => {
  const lines = parts.flatMap(({ sections }) => sections.flatMap(({ steps }) => steps.flatMap((step) => step.lines)));
  const wanted = new Set(lines);
  if (evaluated.kind === 'sealed') return factsAt(log, evaluated.result.epoch, wanted, nodeHost);
  return new Map(
    [...wanted].flatMap((line) => {
      const text = evaluated.facts[line - 1]?.line;
      return text === undefined ? [] : [[line, text] as const];
    }),
  );
};

/** `explain`: every rule a miner met, with values and the facts behind them. */
export const explain = command<Options>({
  about:
    'Says why a miner got its share and weight: every rule it met, each number with its formula and values, each step with the facts behind it as file and line. `log cat EPOCH:LINE` prints such a fact in full.',
  args: [['<miner>', 'hotkey, the first 4 or more characters of one, or a uid']],
  options: [epochOption('the epoch').makeOptionMandatory(), logOption()],
  examples: ['explain 5DRE --epoch 0', 'explain 17 --epoch 3 --log ./subnet-log', 'explain 5DRE --epoch 0 --json'],
  exits: [12, 16, 125],
  run: (context, options, [text = '']) =>
    withLog(context, options, 'read', async (log) => {
      const evaluated = await evaluatedEpoch(log, options.epoch);
      const { result } = evaluated;
      assertJudged(evaluated);
      const hotkey = minerOf(result, text);
      const parts = partsOf(result, hotkey);
      const explained: Explained = { evaluated, hotkey, parts, facts: await factsBehind(log, evaluated, parts) };
      await context.print(...explainLines(explained, context));
      if (context.flags.json) await context.printJson('explain', explainJson(explained));
      return 0;
    }),
});
