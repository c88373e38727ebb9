import type { ApiPromise } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import type { ExtrinsicStatus } from '@polkadot/types/interfaces';
import type { Block, Hash32 } from '@subnet-scoring/core';
import { hashText, viewAt } from './block-view.js';
import { chainError, wordsOf } from './failure.js';
import type { SubmitOptions, Submitted } from './port-weights.js';
import { eventsOf } from './read-events.js';

const ENDED: Readonly<Record<string, string>> = {
  Dropped: 'dropped',
  FinalityTimeout: 'finality-timeout',
  Invalid: 'invalid',
  Usurped: 'usurped',
};

const kebab = (name: string): string => name.replaceAll(/(?<=.)[A-Z]/g, '-$&').toLowerCase();

const POOL_REFUSED = /^10(?:1\d|0\d):/;

/** Watches an extrinsic until it is where it should be, or has left the pool. */
const follow = (
  api: ApiPromise,
  extrinsic: SubmittableExtrinsic<'promise'>,
  { until, onStatus }: SubmitOptions,
): Promise<{ readonly kind: string; readonly hash?: Hash32 }> =>
  new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    const end = (result: { readonly kind: string; readonly hash?: Hash32 }): void => {
      stop?.();
      resolve(result);
    };
    const hear = (status: ExtrinsicStatus): void => {
      onStatus?.(kebab(status.type));
      if (status.isFinalized) end({ kind: 'finalized', hash: hashText(status.asFinalized) });
      else if (status.isInBlock && until === 'in-block') end({ kind: 'in-block', hash: hashText(status.asInBlock) });
      else if (Object.hasOwn(ENDED, status.type)) end({ kind: ENDED[status.type] ?? 'dropped' });
    };
    api.on('disconnected', () => reject(new Error('disconnected from the node while it had the extrinsic')));
    api.rpc.author.submitAndWatchExtrinsic(extrinsic, hear).then((unsubscribe) => {
      stop = unsubscribe;
    }, reject);
  });

/** The pool had this very extrinsic before: it is not refused, and may be in a block. */
const KNOWN: readonly (readonly [code: RegExp, status: string])[] = [
  [/^1012:/, 'temporarily-banned'],
  [/^1013:/, 'already-imported'],
];

/** Why the pool did not take an extrinsic, by the node's words for it. */
const refusedBy = (error: unknown): Error => {
  const words = wordsOf(error);
  if (!POOL_REFUSED.test(words)) return error instanceof Error ? error : new Error(words);
  const [, , ...rest] = words.split(': ');
  const name = rest.join(': ') || words;
  return chainError('refused', `the pool does not take it: ${name.slice(0, 200)}`, { name: name.slice(0, 80) });
};

/** Sends a signed extrinsic and says what became of it. */
export const submitSigned = async (
  api: ApiPromise,
  extrinsic: SubmittableExtrinsic<'promise'>,
  options: SubmitOptions,
): Promise<Submitted> => {
  const extrinsicHash = hashText(extrinsic.hash);
  let followed: Awaited<ReturnType<typeof follow>>;
  try {
    followed = await follow(api, extrinsic, options);
  } catch (error) {
    const status = KNOWN.find(([code]) => code.test(wordsOf(error)))?.[1];
    if (status !== undefined) return { extrinsicHash, kind: 'dropped', status };
    throw refusedBy(error);
  }
  const { kind, hash } = followed;
  if (hash === undefined) return { extrinsicHash, kind: 'dropped', status: kind };
  const { block } = await api.rpc.chain.getBlock(`0x${hash}`);
  const number = block.header.number.toNumber() as Block;
  const index = block.extrinsics.findIndex((one) => hashText(one.hash) === extrinsicHash);
  if (index < 0) throw chainError('unreadable', `the extrinsic is not in block ${number}, where the node says it is`);
  const events = await eventsOf(await viewAt(api, number));
  const failed = events.find(
    ({ name, phase }) => name === 'ExtrinsicFailed' && phase.kind === 'extrinsic' && phase.index === index,
  );
  const error = failed?.name === 'ExtrinsicFailed' ? { error: failed.error } : {};
  return {
    extrinsicHash,
    kind: kind === 'finalized' ? kind : 'in-block',
    block: number,
    hash,
    extrinsic: index,
    ...error,
  };
};
