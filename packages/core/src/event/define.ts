import type { Account, Block, EpochNumber, NetUid } from '../ids.js';
import { either, type Field, leaf, listOf, type Props, type RecordOf, type Rule, record, repeated } from './field.js';
import { account, block, epochNumber, integer, netUid, signature } from './values.js';

/**
 * Who an event comes from: the log's authority, the chain, a named observer, an engine that states a result, or one who
 * wrote down what was read from or sent to the chain about weights.
 */
export type Origin = 'authority' | 'chain' | 'observer' | 'engine' | 'record';

/** Where a chain fact stands in its block: [extrinsic, event]. */
export type Ix = readonly [number, number];

/** What every fact carries beside its data. `by` and `ix` are there exactly where the type says so. */
export interface Envelope<Type extends string, Data> {
  readonly block: Block;
  readonly by?: Account | 'local';
  readonly data: Data;
  readonly epoch: EpochNumber;
  readonly ix?: Ix;
  readonly netuid: NetUid;
  readonly sig?: string;
  readonly type: Type;
  readonly v: number;
}

/** One event type: how it is told apart, ordered and checked. */
export interface EventType<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly v: number;
  readonly origin: Origin;
  /** Place among the facts of one block (docs/log-format.md, "Canonical order"); -1 for claims and records, which are no facts. */
  readonly phase: number;
  readonly data: Field<Data>;
  /** The line as it stands in a segment, without signature. */
  readonly sealed: Field<Envelope<Type, Data>>;
  /** The line as it may arrive. */
  readonly arriving: Field<Envelope<Type, Data>>;
}

export type EventOf<T> = T extends EventType<infer Type, infer Data> ? Envelope<Type, Data> : never;

interface Shape<Type extends string, P extends Props> {
  readonly type: Type;
  readonly phase: number;
  readonly origin: Origin;
  readonly ix?: boolean;
  readonly signed?: boolean;
  /** True for a record of what an account sent: `by` is that account. */
  readonly sender?: boolean;
  readonly data: P;
  readonly rules?: readonly Rule<RecordOf<P>>[];
}

const exactly = <A extends string | number>(value: A): Field<A> =>
  leaf(JSON.stringify(value), (u): u is A => u === value);

const IX_MAX = 0xffffffff;
const ixField: Field<readonly number[]> = listOf(integer(0, IX_MAX), 2, {
  says: 'two integers: extrinsic and event',
  holds: (ix) => ix.length === 2,
});
const authorityField: Field<Account | 'local'> = either(
  'SS58 address with prefix 42, or "local"',
  (u) => u === 'local',
  exactly('local'),
  account,
);

/** Declares one event type, version 1. Everything that checks the event comes from this one place. */
export const defineEvent = <Type extends string, P extends Props>(
  shape: Shape<Type, P>,
): EventType<Type, RecordOf<P>> => {
  const data = record(`data of ${shape.type}`, shape.data, shape.rules);
  const props: Record<string, Field<unknown>> = { block, data, epoch: epochNumber, netuid: netUid };
  if (shape.origin === 'authority' || shape.origin === 'engine') props['by'] = authorityField;
  if (shape.origin === 'observer') props['by'] = repeated(account);
  if (shape.sender === true) props['by'] = account;
  if (shape.ix === true) props['ix'] = ixField;
  props['type'] = exactly(shape.type);
  props['v'] = exactly(1);
  const sealed = record(shape.type, props) as unknown as Field<Envelope<Type, RecordOf<P>>>;
  const signed = record(shape.type, { ...props, sig: signature }) as unknown as typeof sealed;
  const arriving = shape.signed === true ? either(shape.type, (u) => !hasSignature(u), sealed, signed) : sealed;
  return { type: shape.type, v: 1, origin: shape.origin, phase: shape.phase, data, sealed, arriving };
};

const hasSignature = (u: unknown): boolean => typeof u === 'object' && u !== null && 'sig' in u;
