import { pipeline, type Readable, Transform } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';

/** A page has at most 1000 entries of a key of 1024 bytes, three characters each when encoded, and some more fields. */
const ANSWER_BYTES_MAX = 8 * 1_048_576;

const limiter = (): Transform => {
  let bytes = 0;
  return new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      bytes += piece.length;
      if (bytes <= ANSWER_BYTES_MAX) done(null, piece);
      else done(Object.assign(new Error(`more than ${ANSWER_BYTES_MAX} bytes`), { name: 'AnswerTooLarge' }));
    },
  });
};

/** Bounds what the client collects in memory to parse it: everything but the content of objects, which we read ourselves. */
export const limitAnswers = (client: S3Client): void => {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      const response = result.response as { body?: Readable; statusCode?: number };
      const isContent = context['commandName'] === 'GetObjectCommand' && response.statusCode === 200;
      if (!isContent && response.body !== undefined) {
        response.body = pipeline(response.body, limiter(), () => undefined);
      }
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'limitAnswers' },
  );
};
