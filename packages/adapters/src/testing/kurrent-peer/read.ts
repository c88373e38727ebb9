import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ServerWritableStream } from '@grpc/grpc-js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { waitAs } from './faults.js';
import type { Shelf } from './shelf.js';
import type { StoredEvent } from './streams.js';

type Options = messages.ReadReq.Options;

const TICKS = '17000000000000000'; // when an event was made; nobody looks at it

const uuidOf = (id: string): shared.UUID => new shared.UUID().setString(id);

const responseOf = (stream: string, revision: number, event: StoredEvent): messages.ReadResp => {
  const recorded = new messages.ReadResp.ReadEvent.RecordedEvent()
    .setId(uuidOf(event.id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setStreamRevision(String(revision))
    .setPreparePosition(String(revision))
    .setCommitPosition(String(revision))
    .setData(event.data);
  const metadata = recorded.getMetadataMap();
  metadata.set('type', event.type);
  metadata.set('content-type', event.contentType);
  metadata.set('created', TICKS);
  const read = new messages.ReadResp.ReadEvent().setEvent(recorded).setNoPosition(new shared.Empty());
  return new messages.ReadResp().setEvent(read);
};

const notFound = (stream: string): messages.ReadResp =>
  new messages.ReadResp().setStreamNotFound(
    new messages.ReadResp.StreamNotFound().setStreamIdentifier(
      new shared.StreamIdentifier().setStreamName(Buffer.from(stream)),
    ),
  );

/** Revisions that are asked for, in order. */
function* revisionsOf(options: Options, count: number): Generator<number> {
  const wanted = options.getStream();
  const isBackward = options.getReadDirection() === messages.ReadReq.Options.ReadDirection.BACKWARDS;
  const named = wanted?.hasRevision() === true ? Number(wanted.getRevision()) : undefined;
  const first = named ?? (wanted?.hasEnd() === true ? count - 1 : 0);
  const most = options.hasCount() ? Number(options.getCount()) : count;
  for (let n = 0; n < most; n += 1) {
    const revision = isBackward ? Math.min(first, count - 1) - n : first + n;
    if (revision < 0 || revision >= count) return;
    yield revision;
  }
}

const WAITING_MAX = 500; // events

/** Waits until more can be written, or nobody wants it any more. */
const drained = async (call: Writable): Promise<void> => {
  const stop = new AbortController();
  const events = ['drain', 'cancelled'].map((event) => once(call, event, { signal: stop.signal }));
  await Promise.race(events);
  stop.abort();
  await Promise.allSettled(events);
};

/** Read: the events of one stream, forwards or backwards. */
export const readOver =
  ({ streams, faults }: Shelf) =>
  async (call: ServerWritableStream<messages.ReadReq, messages.ReadResp>): Promise<void> => {
    const options = call.request.getOptions() ?? new messages.ReadReq.Options();
    const name = Buffer.from(options.getStream()?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    await waitAs(faults);
    const stream = streams.get(name);
    if (stream === undefined) call.write(notFound(name));
    for (const revision of revisionsOf(options, stream?.length ?? 0)) {
      const event = stream?.[revision];
      const shown = event === undefined ? undefined : faults.alter(name, revision, event);
      if (shown !== undefined) call.write(responseOf(name, revision, shown));
      if (call.writableLength > WAITING_MAX && !call.cancelled) await drained(call);
      if (call.cancelled) return;
    }
    call.end();
  };
