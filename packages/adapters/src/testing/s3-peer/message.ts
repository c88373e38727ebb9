/** A request as the peer works on it: names in lower case, path and query decoded once. */
export interface S3Request {
  readonly method: string;
  /** Path as it came, percent-encoded, without query. */
  readonly rawPath: string;
  readonly bucket: string;
  readonly key: string;
  /** Query parameters in order of arrival, decoded. */
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly nowMs: number;
}

export interface S3Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** An answer of S3 that says no: HTTP status, code and text as in Amazon's list of error responses. */
export interface S3Error {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const s3Error = (status: number, code: string, message: string): S3Error => ({ status, code, message });

/** The value of a query parameter; undefined when it is not there, '' when it has none. */
export const parameter = ({ query }: Pick<S3Request, 'query'>, name: string): string | undefined =>
  query.find(([key]) => key === name)?.[1];

/** Decodes percent-encoding; undefined for text that no client could have encoded. */
export const decodePercent = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** Query parameters of the text behind the question mark; undefined when one is not well-formed. */
export const parseQuery = (text: string): readonly (readonly [string, string])[] | undefined => {
  const pairs = text.split('&').filter((part) => part !== '');
  const parsed = pairs.map((part) => {
    const at = part.indexOf('=');
    const name = decodePercent((at < 0 ? part : part.slice(0, at)).replaceAll('+', ' '));
    const value = decodePercent(at < 0 ? '' : part.slice(at + 1).replaceAll('+', ' '));
    return name === undefined || value === undefined ? undefined : ([name, value] as const);
  });
  return parsed.every((pair) => pair !== undefined) ? parsed : undefined;
};
