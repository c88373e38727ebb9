/**
 * True for the ETag of an upload in parts. Its LastModified may be the hour at which the upload began, so a file could be
 * begun early and filled late.
 */
export const isMultipart = (etag: string): boolean => /-\d+$/.test(etag);

/** An ETag without the quotes that it is sent in. */
export const bareEtag = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');
