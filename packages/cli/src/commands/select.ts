import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Account, EpochNumber, Hash32, Metagraph } from '@subnet-scoring/core';
import { fail, usageError } from '../cli-error.js';
import { type Selected, selectJson, selectLines } from '../view/select-text.js';
import { command } from './command.js';
import { evaluatedEpoch } from './evaluated.js';
import { withLog } from './open-log.js';
import { accountOption, countOption, epochOption, hashOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly blockHash: Hash32;
  readonly k: number;
  readonly epoch?: EpochNumber;
  readonly by?: Account;
}

const K_MAX = 65_536;
const EXAMPLE = '9f2c4e1d9f2c4e1d9f2c4e1d9f2c4e1d9f2c4e1d9f2c4e1d9f2c4e1d9f2c4e1d';

const snapshotOf = (epoch: EpochNumber, snapshot: Metagraph | undefined): Metagraph => {
  if (snapshot !== undefined) return snapshot;
  const message = `epoch ${epoch} has no snapshot of the metagraph, so who can be drawn is not known`;
  throw fail({ exit: 125, code: 'CANNOT_JUDGE', message, help: 'append MetagraphSnapshotTaken at its startBlock' });
};

/** `select`: whom an observer should ask next. */
export const select = command<Options>({
  about:
    'Draws who may be challenged or asked next, by the hash of a block: whoever has the same log draws the same. State is that behind the epoch, neurons are those of its newest snapshot; both are of an open epoch as it stands.',
  args: [],
  options: [
    hashOption('--block-hash <hash>', 'hash of the block that draws').makeOptionMandatory(),
    countOption('--k <n>', 'how many to draw; fewer where there are fewer', K_MAX).makeOptionMandatory(),
    epochOption('the epoch (default: the last of the log)'),
    accountOption('--by <hotkey>', 'the observer that asks; without it nobody counts as asked before'),
    logOption(),
  ],
  examples: [`select --block-hash ${EXAMPLE} --k 10`, `select --block-hash ${EXAMPLE} --k 3 --epoch 12 --json`],
  exits: [12, 16, 125],
  run: (context, { blockHash, k, epoch, by, ...options }) =>
    withLog(context, options, 'read', async (log) => {
      const { kind, result } = await evaluatedEpoch(log, epoch);
      const { block, neurons } = snapshotOf(result.epoch, result.snapshot);
      const draw = { sha256: nodeHost.sha256, neurons, blockHash, k, ...(by === undefined ? {} : { by }) };
      const selected = result.next.active.flatMap((active): Selected[] => {
        const { mechanism, params, state } = active;
        return mechanism.select === undefined ? [] : [{ active, drawn: mechanism.select(params, state, draw) }];
      });
      if (selected.length === 0) {
        const help = 'it is for mechanisms whose observers choose whom they ask';
        throw usageError(`no mechanism in force in epoch ${result.epoch} draws miners`, help);
      }
      await context.print(...selectLines({ epoch: result.epoch, block, blockHash, neurons, selected }, context));
      if (context.flags.json) {
        const drawn = selected.map(selectJson);
        const about = { epoch: result.epoch, kind, snapshotBlock: block, blockHash, k };
        await context.printJson('select', { ...about, ...(by === undefined ? {} : { by }), mechanisms: drawn });
      }
      return 0;
    }),
});
