import { setTimeout } from 'node:timers/promises';
import type { Bucket } from '../ports.js';
import { lazyClient, type S3Clock, type S3Settings } from './client.js';
import { createObject } from './create-object.js';
import { listPage } from './list-versions.js';
import { presignPut } from './presign.js';
import { readVersion } from './read-object.js';
import { withRetries } from './retry.js';

/** For a page of a listing, all tries together. */
const LIST_DEADLINE_MS = 60_000;

/** For a create: the largest file at a megabit a second. */
const CREATE_DEADLINE_MS = 600_000;

const systemClock: S3Clock = { now: Date.now, sleep: async (ms) => setTimeout(ms) };

/** A bucket behind the S3 protocol. The client is loaded at the first call; nothing is thrown for what the server does. */
export const s3Bucket = (settings: S3Settings, clock: S3Clock = systemClock): Bucket => {
  const load = lazyClient(settings);
  const { bucket } = settings;
  return {
    listVersions: async (prefix, from) => {
      const loaded = await load();
      const deadline = AbortSignal.timeout(LIST_DEADLINE_MS);
      return withRetries(() => listPage(loaded, settings, prefix, from, deadline), deadline, clock.sleep);
    },
    read: async (version, { maxBytes, deadlineMs }) => {
      const loaded = await load();
      const deadline = AbortSignal.timeout(deadlineMs);
      return withRetries(() => readVersion(loaded, bucket, version, maxBytes, deadline), deadline, clock.sleep);
    },
    create: async (key, bytes) =>
      createObject(await load(), bucket, key, bytes, AbortSignal.timeout(CREATE_DEADLINE_MS)),
    presignCreate: async (key, content, expiresSeconds) =>
      presignPut(await load(), settings, key, content, expiresSeconds, clock.now()),
  };
};
