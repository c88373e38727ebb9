/** Why an epoch is not computed. A number that nobody checked against the runtime is not given out. */
export interface Refusal {
  /** `not supported`: the subnet runs a branch that is not computed here. `missing`: the state lacks what the epoch reads. */
  readonly kind: 'not supported' | 'missing';
  /** Path inside the subnet state. */
  readonly path: string;
  readonly message: string;
}

export const notSupported = (path: string, message: string): Refusal => ({ kind: 'not supported', path, message });

export const missing = (path: string, message = 'the epoch reads it, and the state does not have it'): Refusal => ({
  kind: 'missing',
  path,
  message,
});
