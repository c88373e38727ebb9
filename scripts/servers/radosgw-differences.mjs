/** Cases of the bucket contract that radosgw 16.2 does not keep, by name: what it does instead, and how that shows. */
export const RADOSGW_DIFFERENCES = new Map([
  [
    'the first write wins where versions are kept',
    {
      instead: 'it ignores If-None-Match in a bucket with versions: the second write is one more version',
      shows: /^expected refused PreconditionFailed, and it was done$/,
    },
  ],
  [
    'a body that its SHA-256 checksum contradicts is refused',
    {
      instead: 'it does not know x-amz-checksum-sha256: what is read is hashed here in any case',
      shows: /^Missing expected rejection/,
    },
  ],
]);
