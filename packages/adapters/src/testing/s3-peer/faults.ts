import type { S3Response } from './message.js';
import type { OperationName } from './operations.js';

/** How the peer misbehaves when told to. */
export type Fault =
  /** Answers this status and code, and does nothing. */
  | { readonly kind: 'status'; readonly status: number; readonly code: string }
  /** Sends the first bytes of the body and then nothing for so long. */
  | { readonly kind: 'stall'; readonly afterBytes: number; readonly ms: number }
  /** Cuts the connection behind so many bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Says another length than the body has. */
  | { readonly kind: 'length'; readonly bytes: number }
  /** Puts another text into the body: a listing that lies, XML that is cut off. */
  | { readonly kind: 'rewrite'; readonly body: (body: string) => string }
  /** Answers something else altogether. */
  | { readonly kind: 'answer'; readonly as: (response: S3Response) => S3Response }
  /** Sends one byte of the body after the other, each so long behind the one before. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** Takes the request and says nothing. */
  | { readonly kind: 'silent' };

/** A fault, the operation that it strikes (of one key, when named), and how often. */
export interface FaultRule {
  readonly on: OperationName;
  readonly key?: string;
  readonly times: number;
  readonly fault: Fault;
}

/** The rules that are left; each hit uses one up. */
export interface Faults {
  readonly add: (rule: FaultRule) => void;
  readonly take: (on: OperationName, key: string) => Fault | undefined;
  readonly clear: () => void;
}

/** No faults until some are added. */
export const newFaults = (): Faults => {
  let left: readonly FaultRule[] = [];
  return {
    add: (rule) => {
      left = [...left, rule];
    },
    take: (on, key) => {
      const hit = left.find((rule) => rule.on === on && (rule.key === undefined || rule.key === key));
      if (hit === undefined) return undefined;
      left = left.flatMap((rule) =>
        rule !== hit ? [rule] : rule.times > 1 ? [{ ...rule, times: rule.times - 1 }] : [],
      );
      return hit.fault;
    },
    clear: () => {
      left = [];
    },
  };
};

/** The response as a fault that concerns only its content makes it. */
export const spoil = (response: S3Response, fault: Fault | undefined): S3Response => {
  if (fault?.kind === 'rewrite') return { ...response, body: fault.body(String(response.body ?? '')) };
  if (fault?.kind === 'answer') return fault.as(response);
  if (fault?.kind === 'length') {
    return { ...response, headers: { ...response.headers, 'content-length': String(fault.bytes) } };
  }
  return response;
};
