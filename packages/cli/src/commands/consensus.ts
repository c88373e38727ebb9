import { nodeHost } from '@subnet-scoring/adapters/node';
import { readConsensus } from '@subnet-scoring/adapters/round';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { ConsensusVerdict, EpochNumber } from '@subnet-scoring/core';
import type { ExitCode } from '../exit.js';
import { consensusJson, consensusLines } from '../view/consensus-text.js';
import { BUCKET_EXITS, type BucketFlags, bucketOptions, openBucket } from './bucket-open.js';
import { command } from './command.js';
import { epochsIn } from './epochs.js';
import { epochsOf, withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';
import { orRoundThrow } from './round-failures.js';
import { readSubnetFile } from './subnet-file.js';

interface Options extends LogOptions, BucketFlags {
  readonly epoch: EpochNumber;
}

const EXIT: Readonly<Record<ConsensusVerdict, ExitCode>> = { agreed: 0, differ: 1, unheard: 125 };

/** `consensus`: who agrees with whom on an epoch. */
export const consensus = command<Options>({
  about:
    'Reads what every validator with a permit at startBlock published of an epoch, and says, weighted by stake, who agrees on the inputs (the segment) and on the outputs (scores and weights), and at which first fact, miner or uid the others differ. Signatures and hashes are checked, and what is said of the files that won, and of their copies, is compared with the segment itself; what is missing, refused or contradicts itself is no voice. Agreement needs two voices and more than half of the stake of all permits; a difference is said whoever has it.',
  args: [],
  options: [epochOption('the epoch').makeOptionMandatory(), ...bucketOptions(), logOption()],
  examples: [
    'consensus --epoch 3',
    'consensus --epoch 3 --bucket miners --endpoint http://127.0.0.1:9000',
    'consensus --epoch 3 --json',
  ],
  exits: [0, 1, ...BUCKET_EXITS, 12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log, directory): Promise<ExitCode> => {
      const { epoch } = options;
      epochsIn({ first: epoch, last: epoch }, await epochsOf(log), 'epochs in the log');
      const bucket = openBucket(context, options, readSubnetFile(directory));
      const reader = { bucket, header: log.header, epoch, host: nodeHost, verify: sr25519Verifier() };
      const report = orRoundThrow(await readConsensus(log, reader));
      await context.print(...consensusLines(epoch, report, context));
      if (context.flags.json) await context.printJson('consensus', consensusJson(epoch, report));
      return EXIT[report.consensus.verdict];
    }),
});
