import type { BucketFailure } from '@subnet-scoring/adapters/ports';
import { type CliError, fail } from '../cli-error.js';
import type { ExitCode } from '../exit.js';
import { visible } from '../output/visible.js';

const EXIT: Readonly<Record<BucketFailure['kind'], ExitCode>> = {
  network: 10,
  timeout: 15,
  refused: 11,
  missing: 10,
  unfit: 12,
};

const SAYS: Readonly<Record<BucketFailure['kind'], string>> = {
  network: 'does not answer as it should',
  timeout: 'does not answer',
  refused: 'refuses',
  missing: 'has no such thing',
  unfit: 'has what cannot be taken',
};

/** Who it was: a server that grants uploads has codes of its own, and the chain is asked for its head. */
const whoOf = (code: string): string => {
  if (code === 'CHAIN') return 'the chain';
  return code === 'UNREACHABLE' || /^[a-z]+(?:-[a-z]+)*$/.test(code) ? 'the server' : 'the bucket';
};

const HELP: Readonly<Record<BucketFailure['kind'], string>> = {
  network: 'check its address, and run it again: it goes on where it was',
  timeout: 'run it again: it goes on where it was',
  refused: 'check the keys in the environment and what they may do',
  missing: 'check the name of the bucket',
  unfit: 'see docs/bucket.md for what is taken',
};

const CLOCK = 'set the clock of this machine right, and run it again';

/** What to do about what servers call so: of S3, and of one that grants uploads. */
const HELP_BY_CODE: ReadonlyMap<string, string> = new Map([
  ['NoSuchBucket', 'check --bucket and --endpoint, or bucket in subnet.json'],
  [
    'InvalidAccessKeyId',
    'check AWS_ACCESS_KEY_ID, or the section that AWS_PROFILE names: this bucket does not know it',
  ],
  ['SignatureDoesNotMatch', 'check AWS_SECRET_ACCESS_KEY and --region'],
  ['AccessDenied', 'ask who runs the bucket what these keys may do'],
  ['RequestTimeTooSkewed', CLOCK],
  ['OTHER_OBJECT', 'change the order of a file: another content has another key'],
  ['expired', CLOCK],
  ['expiry-too-far', CLOCK],
  ['not-registered', 'register the hotkey on this subnet, or name another one with -w and -H'],
  ['wrong-network', 'the log is of another chain or subnet than the server: check --server and --log'],
  ['rate-exceeded', 'wait a minute and run it again: what is there is not sent again'],
  ['unknown-epoch', 'check --epoch and --server'],
  ['already-sealed', 'the epoch is over: hand in the next one'],
]);

/** The error of a bucket, of a server that grants uploads, or of a node, that gave no answer. */
export const bucketProblem = ({ kind, code, message }: BucketFailure): CliError =>
  fail({
    exit: EXIT[kind],
    code: visible(code),
    message: `${whoOf(code)} ${SAYS[kind]}: ${visible(message)}`,
    help: HELP_BY_CODE.get(code) ?? HELP[kind],
  });
