/** An event as it is sent. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
}

/** An event as it is read; revisions count from 0 in each stream. */
export interface ReadEvent extends NewEvent {
  readonly revision: number;
}

/** The little of an event store that a log needs. Its promises reject with a StoreError and nothing else. */
export interface Store {
  /**
   * Adds events behind the first `count` ones, all or none. `conflict`: the stream has another length. Events that stand there
   * already, by their ids, are acknowledged again.
   */
  readonly append: (stream: string, count: number, events: readonly NewEvent[]) => Promise<'stored' | 'conflict'>;
  /** Events from a revision on; none where there is no such stream. */
  readonly read: (stream: string, from: number) => AsyncIterable<ReadEvent>;
  readonly readLast: (stream: string) => Promise<ReadEvent | undefined>;
  readonly close: () => Promise<void>;
}
