import type { StoredEvent } from './streams.js';

/** What a test may let the peer do wrong; each is read at every call, so it may change while the peer runs. */
export interface PeerFaults {
  /** Ends the call with UNAVAILABLE before anything is stored: so many appends more. */
  cutBefore: number;
  /** Ends the call with UNAVAILABLE after the events were stored: so many appends more. */
  cutAfter: number;
  /** Milliseconds that every answer waits. */
  delayMs: number;
  /** Bytes that an append may have; KurrentDB has 1 MiB unless told otherwise. */
  appendBytesMax: number;
  /** What is handed out in place of an event. */
  alter: (stream: string, revision: number, event: StoredEvent) => StoredEvent | undefined;
}

const APPEND_BYTES_MAX = 1_048_576;

/** No fault. */
export const noFaults = (): PeerFaults => ({
  cutBefore: 0,
  cutAfter: 0,
  delayMs: 0,
  appendBytesMax: APPEND_BYTES_MAX,
  alter: (_stream, _revision, event) => event,
});

/** The event with one bit of its data turned. */
export const flipBit = (event: StoredEvent, byte = 0): StoredEvent => {
  const data = Uint8Array.from(event.data);
  const at = byte % data.length;
  data[at] = (data[at] ?? 0) ^ 1;
  return { ...event, data };
};

/** The delay of an answer. */
export const waitAs = ({ delayMs }: PeerFaults): Promise<void> =>
  delayMs === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, delayMs));
