import type { EpochNumber, NetUid } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { assignmentAnswer, explanationAnswer } from './answers.js';
import type { Caller } from './gate.js';
import { type Granter, grantUpload, type WantedUpload } from './grant.js';
import { type Problem, type ProblemCode, problem } from './problem.js';
import type { BodyName, PATH_SCHEMAS } from './schemas.js';

/** What answers are made from. */
export interface Service extends Granter {
  readonly netuid: NetUid;
}

interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Common {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** As in OpenAPI: `/v1/epochs/{epoch}/result`. */
  readonly path: string;
  readonly summary: string;
  readonly params: Readonly<Record<string, keyof typeof PATH_SCHEMAS>>;
  readonly body?: BodyName;
  readonly answer: BodyName;
  /** What it can be refused for, beside what every question to the log can. */
  readonly problems: readonly ProblemCode[];
}

/** One operation: what it takes, what it answers, and how. */
export type Route =
  | (Common & {
      readonly access: 'public';
      readonly run: (service: Service, asked: Asked) => Promise<E.Either<Problem, object>>;
    })
  | (Common & {
      readonly access: 'signed';
      readonly run: (service: Service, asked: Asked, caller: Caller) => Promise<E.Either<Problem, object>>;
    });

const EPOCH_MAX = 0xffffffff;

const epochOf = ({ params }: Asked): E.Either<Problem, EpochNumber> => {
  const epoch = Number(params['epoch']);
  return epoch <= EPOCH_MAX ? E.right(epoch as EpochNumber) : E.left(problem('unknown-epoch'));
};

const openedFor = async ({ view }: Service, asked: Asked) => {
  if (asked.params['epoch'] === 'latest') return view.opened('latest');
  const epoch = epochOf(asked);
  return E.isLeft(epoch) ? epoch : view.opened(epoch.right);
};

/** Every operation but the ones that describe the server itself. */
export const ROUTES: readonly Route[] = [
  {
    operation: 'getHealth',
    method: 'GET',
    path: '/health',
    summary: 'Whether the log can be read, and what it holds',
    access: 'public',
    params: {},
    answer: 'Health',
    problems: [],
    run: async ({ view, netuid }) => {
      const head = await view.head();
      if (E.isLeft(head)) return head;
      const { sealed, open, snapshot } = head.right;
      const block = snapshot === undefined ? {} : { snapshotBlock: snapshot.block };
      return E.right({ status: 'ok', netuid, sealedEpochs: sealed.length, openEpochs: open.length, ...block });
    },
  },
  {
    operation: 'getAssignment',
    method: 'GET',
    path: '/v1/epochs/{epoch}/assignment',
    summary: 'Blocks, nonce and zipcodes of an epoch, with the listings that are expected',
    access: 'signed',
    params: { epoch: 'epochOrLatest' },
    answer: 'Assignment',
    problems: ['unknown-epoch', 'contradicting-epoch'],
    run: async (service, asked) => E.map(assignmentAnswer)(await openedFor(service, asked)),
  },
  {
    operation: 'getAssignedZipcode',
    method: 'GET',
    path: '/v1/epochs/{epoch}/zipcodes/{zipcode}',
    summary: 'How many listings are expected of one zipcode',
    access: 'signed',
    params: { epoch: 'epochOrLatest', zipcode: 'zipcode' },
    answer: 'AssignedZipcode',
    problems: ['unknown-epoch', 'contradicting-epoch', 'not-assigned'],
    run: async (service, asked) => {
      const opened = await openedFor(service, asked);
      if (E.isLeft(opened)) return opened;
      const found = opened.right.data.zipcodes.find(({ zipcode }) => zipcode === asked.params['zipcode']);
      return found === undefined ? E.left(problem('not-assigned')) : E.right(found);
    },
  },
  {
    operation: 'grantUpload',
    method: 'POST',
    path: '/v1/epochs/{epoch}/uploads',
    summary: 'Permission to create one object with one content in the own folder of an open epoch',
    access: 'signed',
    params: { epoch: 'epoch' },
    body: 'WantedUpload',
    answer: 'Grant',
    problems: [
      'bad-key',
      'not-your-folder',
      'unknown-epoch',
      'contradicting-epoch',
      'already-sealed',
      'too-late',
      'not-assigned',
      'no-bucket',
    ],
    run: async (service, asked, { hotkey }) => {
      const epoch = epochOf(asked);
      return E.isLeft(epoch) ? epoch : grantUpload(service, hotkey, epoch.right, asked.body as WantedUpload);
    },
  },
  {
    operation: 'getResult',
    method: 'GET',
    path: '/v1/epochs/{epoch}/result',
    summary: 'What a sealed epoch came to: shares, weights, reasons, and the hashes to compare with',
    access: 'public',
    params: { epoch: 'epoch' },
    answer: 'Result',
    problems: ['unknown-epoch', 'not-sealed', 'busy'],
    run: async ({ view }, asked) => {
      const epoch = epochOf(asked);
      return E.isLeft(epoch) ? epoch : view.result(epoch.right);
    },
  },
  {
    operation: 'explainMiner',
    method: 'GET',
    path: '/v1/epochs/{epoch}/miners/{miner}/explanation',
    summary: 'Why a miner got what it got in a sealed epoch: every rule it met, and the facts behind it',
    access: 'signed',
    params: { epoch: 'epoch', miner: 'miner' },
    answer: 'Explanation',
    problems: ['unknown-epoch', 'not-sealed', 'not-judged', 'unknown-miner', 'busy'],
    run: async ({ view }, asked) => {
      const epoch = epochOf(asked);
      if (E.isLeft(epoch)) return epoch;
      const found = await view.explanation(epoch.right, asked.params['miner'] ?? '');
      return E.map((explanation: Parameters<typeof explanationAnswer>[1]) =>
        explanationAnswer(epoch.right, explanation),
      )(found);
    },
  },
];
