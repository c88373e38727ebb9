import { type ServerReadableStream, type sendUnaryData, status } from '@grpc/grpc-js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { waitAs } from './faults.js';
import type { Shelf } from './shelf.js';
import { type AppendOutcome, type Expected, judgeAppend, type StoredEvent } from './streams.js';

const expectedOf = (options: messages.AppendReq.Options): Expected => {
  if (options.hasNoStream()) return 'noStream';
  if (options.hasStreamExists()) return 'streamExists';
  return options.hasRevision() ? BigInt(options.getRevision()) : 'any';
};

const eventOf = (message: messages.AppendReq.ProposedMessage): StoredEvent => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
});

const conflictOf = (expected: Expected, revision: bigint): messages.AppendResp => {
  const conflict = new messages.AppendResp.WrongExpectedVersion();
  if (revision < 0n) conflict.setCurrentNoStream(new shared.Empty());
  else conflict.setCurrentRevision(revision.toString());
  if (typeof expected === 'bigint') conflict.setExpectedRevision(expected.toString());
  else if (expected === 'streamExists') conflict.setExpectedStreamExists(new shared.Empty());
  else conflict.setExpectedNoStream(new shared.Empty());
  return new messages.AppendResp().setWrongExpectedVersion(conflict);
};

const answerOf = (expected: Expected, { result, revision }: AppendOutcome): messages.AppendResp => {
  if (result === 'conflict') return conflictOf(expected, revision);
  const success = new messages.AppendResp.Success();
  success.setCurrentRevision(revision.toString());
  success.setNoPosition(new shared.Empty());
  return new messages.AppendResp().setSuccess(success);
};

/** Append: the options first, then the events, then one answer. */
export const appendOver =
  ({ streams, journal, faults }: Shelf) =>
  async (
    call: ServerReadableStream<messages.AppendReq, messages.AppendResp>,
    answer: sendUnaryData<messages.AppendResp>,
  ): Promise<void> => {
    let name = '';
    let expected: Expected = 'any';
    const batch: StoredEvent[] = [];
    for await (const request of call as AsyncIterable<messages.AppendReq>) {
      const options = request.getOptions();
      const message = request.getProposedMessage();
      if (options !== undefined) {
        name = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
        expected = expectedOf(options);
      }
      if (message !== undefined) batch.push(eventOf(message));
    }
    await waitAs(faults);
    if (faults.cutBefore > 0) {
      faults.cutBefore -= 1;
      return answer({ code: status.UNAVAILABLE, details: 'cut before the write' });
    }
    if (batch.reduce((bytes, { data }) => bytes + data.length, 0) > faults.appendBytesMax)
      return answer({ code: status.INVALID_ARGUMENT, details: 'Maximum Append Size Exceeded.' });
    const stream = streams.get(name) ?? [];
    const outcome = judgeAppend(stream, expected, batch);
    if (outcome.result === 'stored' && batch.length > 0) {
      journal.append(name, batch);
      stream.push(...batch);
      streams.set(name, stream);
    }
    if (faults.cutAfter > 0) {
      faults.cutAfter -= 1;
      return answer({ code: status.UNAVAILABLE, details: 'cut after the write' });
    }
    answer(null, answerOf(expected, outcome));
  };
