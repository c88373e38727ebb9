import type { S3Error, S3Response } from './message.js';
import type { StoredVersion } from './store.js';
import { xmlDocument } from './xml.js';

/** An error as S3 writes it. */
export const answerError = ({ status, code, message }: S3Error): S3Response => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: xmlDocument('Error', [
    ['Code', code],
    ['Message', message],
  ]),
});

/** Headers that describe a version. The time has whole seconds, as HTTP dates have. */
export const versionHeaders = (version: StoredVersion): Record<string, string> => ({
  etag: `"${version.etag}"`,
  'last-modified': new Date(version.lastModifiedMs).toUTCString(),
  ...(version.versionId === 'null' ? {} : { 'x-amz-version-id': version.versionId }),
  ...(version.body === undefined ? { 'x-amz-delete-marker': 'true' } : {}),
  ...version.metadata,
});
