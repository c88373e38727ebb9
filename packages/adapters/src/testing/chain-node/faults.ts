/** What a node does wrong, on demand. Everything is off unless it is named. */
export interface Faults {
  /** Each answer waits so long. */
  readonly delayMs?: number;
  /** These methods are heard and never answered. */
  readonly silent?: readonly string[];
  /** The connection is cut instead of the n-th answer from now on; once. */
  readonly dropAtAnswer?: number;
  /** The state before this block is discarded. */
  readonly prunedBefore?: number;
  /** The header of this block is another one than its hash says. */
  readonly wrongHeaderAt?: number;
  /** Hash of block 0 that the node claims. */
  readonly genesis?: `0x${string}`;
  /** Who follows the runtime is told this version, whatever runs. */
  readonly toldSpec?: number;
  /** Storage under keys that begin so answers these bytes. */
  readonly storage?: { readonly prefix: string; readonly value: `0x${string}` };
  /** A signed extrinsic leaves the pool with this status and without a block. */
  readonly poolStatus?: 'dropped' | 'invalid';
  /** The pool refuses a signed extrinsic with this text. */
  readonly poolRefusal?: string;
  /** The node follows an extrinsic no further than into its block. */
  readonly neverFinal?: boolean;
}
