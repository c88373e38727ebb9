import { parameter, type S3Request } from './message.js';

const PAGE_MAX = 1000;

/** How many entries a page may have: what is asked for, at most 1000. */
export const pageSize = (request: S3Request): number => {
  const asked = parameter(request, 'max-keys') ?? '';
  return /^[1-9]\d{0,3}$/.test(asked) ? Math.min(Number(asked), PAGE_MAX) : PAGE_MAX;
};
