import { readFileSync } from 'node:fs'; // bad
import type { Stats } from 'fs'; // bad
import { S3Client } from 'some-client'; // bad
import { sha256 } from '@noble/hashes/sha2'; // bad
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { blake2b } from '@noble/hashes/blake2.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
export { join } from 'node:path'; // bad
export const later = (name: string) => import(name); // bad
export const lazy = () => import('some-client'); // bad
export const fine = [readFileSync, S3Client, sha256, E, t, blake2b, secp256k1] as const;
export type Fine = Stats;
