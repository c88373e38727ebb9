import { closeSync, fdatasyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { StoredEvent, Streams } from './streams.js';

/** One append: the name of its stream, and id, type, content type and base64 of each event. */
type Line = readonly [string, readonly (readonly [string, string, string, string])[]];

/** The file behind the peer: one line for each append, on the disk before it is acknowledged. */
export interface PeerJournal {
  readonly append: (stream: string, events: readonly StoredEvent[]) => void;
  readonly close: () => void;
}

const take = (streams: Streams, text: string): void => {
  const [name, events] = JSON.parse(text) as Line;
  const stream = streams.get(name) ?? [];
  for (const [id, type, contentType, data] of events)
    stream.push({ id, type, contentType, data: Buffer.from(data, 'base64') });
  streams.set(name, stream);
};

/** Reads what was stored before and opens the file for more; an append that a crash cut is forgotten, for nobody was told. */
export const openPeerJournal = (path: string, streams: Streams): PeerJournal => {
  const handle = openSync(path, 'a+');
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(path, end);
  for (const text of bytes.toString('utf8', 0, end).split('\n')) if (text !== '') take(streams, text);
  return {
    append: (stream, events) => {
      const items = events.map(({ id, type, contentType, data }) => [
        id,
        type,
        contentType,
        Buffer.from(data).toString('base64'),
      ]);
      writeSync(handle, `${JSON.stringify([stream, items])}\n`);
      fdatasyncSync(handle);
    },
    close: () => closeSync(handle),
  };
};
