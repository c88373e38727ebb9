/** An event as the peer keeps it; its place in the stream is its revision. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
}

/** Which revision a stream must have before it takes events: its last one, or one of the protocol's words. */
export type Expected = bigint | 'any' | 'noStream' | 'streamExists';

/** What became of an append. `revision` is the last one of the stream, -1n for none. */
export interface AppendOutcome {
  readonly result: 'stored' | 'repeated' | 'conflict';
  readonly revision: bigint;
}

/** Streams in memory. */
export type Streams = Map<string, StoredEvent[]>;

const fits = (count: number, expected: Expected): boolean => {
  if (expected === 'any') return true;
  if (expected === 'noStream') return count === 0;
  if (expected === 'streamExists') return count > 0;
  return BigInt(count) === expected + 1n;
};

const firstOf = (count: number, expected: Expected): number => {
  if (typeof expected === 'bigint') return Number(expected) + 1;
  return expected === 'noStream' ? 0 : count;
};

/**
 * What an append comes to, as the protocol has it: a batch whose ids all stand where they would go was stored before and is
 * acknowledged again; otherwise the expected revision decides.
 */
export const judgeAppend = (
  stream: readonly StoredEvent[],
  expected: Expected,
  batch: readonly StoredEvent[],
): AppendOutcome => {
  const first = firstOf(stream.length, expected);
  const isThere = batch.length > 0 && batch.every(({ id }, at) => stream[first + at]?.id === id);
  const result = isThere ? 'repeated' : fits(stream.length, expected) ? 'stored' : 'conflict';
  const last = isThere ? first + batch.length : stream.length + (result === 'stored' ? batch.length : 0);
  return { result, revision: BigInt(last - 1) };
};
