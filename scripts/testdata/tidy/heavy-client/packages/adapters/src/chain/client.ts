import { ApiPromise } from '@polkadot/api';
import { S3Client } from '@aws-sdk/client-s3'; // bad
export const fine = [ApiPromise, S3Client];
