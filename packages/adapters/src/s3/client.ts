import type * as S3 from '@aws-sdk/client-s3';
import { limitAnswers } from './limit-answers.js';
import type { Sleep } from './retry.js';

/** Where a bucket is and how to open it. Names in the path, `https://host/bucket/key`, are what every server knows. */
export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Entries of a page of a listing: 1..1000, and 1000 when nothing is said. */
  readonly pageSize?: number;
}

/** The time outside; tests bring their own. */
export interface S3Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: Sleep;
}

/** The client and the module that its commands are from. */
export interface Loaded {
  readonly sdk: typeof S3;
  readonly client: S3.S3Client;
}

/** Credentials as the client wants them. */
export const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken }: S3Settings) => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken === undefined ? {} : { sessionToken }),
});

/** Loads the client when the bucket is asked for the first time: it takes a large part of a second. */
export const lazyClient = (settings: S3Settings): (() => Promise<Loaded>) => {
  const load = async (): Promise<Loaded> => {
    // It warns that later versions need Node 22. The version is pinned, and who runs this can do nothing about it.
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
    const sdk = await import('@aws-sdk/client-s3');
    const client = new sdk.S3Client({
      endpoint: settings.endpoint,
      region: settings.region,
      credentials: credentialsOf(settings),
      forcePathStyle: true,
      maxAttempts: 1, // retries are ours: they know what may be repeated
      requestChecksumCalculation: 'WHEN_REQUIRED', // radosgw 16 knows no CRC trailers
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    limitAnswers(client);
    return { sdk, client };
  };
  let loading: Promise<Loaded> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
};
