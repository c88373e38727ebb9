import * as E from 'fp-ts/lib/Either.js';

/** Why there is no key: exit 11. No field ever holds a part of one. */
export interface KeyFailure {
  readonly kind: 'key';
  readonly code:
    | 'NO_WALLET'
    | 'NO_HOTKEY'
    | 'BAD_NAME'
    | 'COLDKEY'
    | 'BAD_KEYFILE'
    | 'NO_PASSWORD'
    | 'WRONG_PASSWORD'
    | 'KEY_MISMATCH';
  readonly message: string;
  readonly help: string;
}

/** A result, or why there is no key. */
export type FromKeys<A> = E.Either<KeyFailure, A>;

export const noKey = (code: KeyFailure['code'], message: string, help: string): E.Either<KeyFailure, never> =>
  E.left({ kind: 'key', code, message, help });
