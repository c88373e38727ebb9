import type * as S3 from '@aws-sdk/client-s3';
import type { Bucket } from '../../ports.js';
import { s3Bucket } from '../bucket.js';
import { lazyClient, type S3Settings } from '../client.js';

/** What the suite knows of a server: how to open it, and how its time passes. */
export interface ServerUnderTest {
  readonly settings: Omit<S3Settings, 'bucket'>;
  readonly now: () => number;
  /** Lets the server's time pass. */
  readonly wait: (ms: number) => Promise<void>;
}

/** A bucket under test, and the other hands that write to it. */
export interface Rig {
  readonly bucket: Bucket;
  readonly settings: S3Settings;
  readonly server: ServerUnderTest;
  /** Puts without a precondition, with metadata that the uploader chose. */
  readonly put: (key: string, body: string, metadata?: Record<string, string>) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  readonly putInParts: (key: string, parts: readonly Buffer[]) => Promise<void>;
  /** Puts with a SHA-256 checksum that is not that of the body. */
  readonly putWrongSum: (key: string) => Promise<void>;
}

const putInParts = async (
  sdk: typeof S3,
  client: S3.S3Client,
  bucket: string,
  key: string,
  parts: readonly Buffer[],
) => {
  const target = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand(target));
  const sent: S3.CompletedPart[] = [];
  for (const [at, Body] of parts.entries()) {
    const PartNumber = at + 1;
    const { ETag } = await client.send(new sdk.UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
    sent.push({ PartNumber, ETag });
  }
  await client.send(new sdk.CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: sent } }));
};

/** Makes a new bucket on a server. `name` must not be in use there. */
export const newRig = async (server: ServerUnderTest, name: string, isVersioned: boolean): Promise<Rig> => {
  const settings: S3Settings = { ...server.settings, bucket: name };
  const { sdk, client } = await lazyClient(settings)();
  const Bucket = name;
  await client.send(new sdk.CreateBucketCommand({ Bucket }));
  if (isVersioned) {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new sdk.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
  return {
    bucket: s3Bucket(settings, { now: server.now, sleep: server.wait }),
    settings,
    server,
    put: async (Key, Body, Metadata) => {
      await client.send(
        new sdk.PutObjectCommand({ Bucket, Key, Body, ...(Metadata === undefined ? {} : { Metadata }) }),
      );
    },
    remove: async (Key) => {
      await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }));
    },
    putInParts: (key, parts) => putInParts(sdk, client, name, key, parts),
    putWrongSum: async (Key) => {
      const ChecksumSHA256 = Buffer.alloc(32).toString('base64');
      await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: 'body', ChecksumSHA256 }));
    },
  };
};
