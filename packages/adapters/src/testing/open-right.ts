import * as E from 'fp-ts/lib/Either.js';

/** The value of a result that must be one; a test fails with the error otherwise. */
export const rightOf = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(`expected a result, found ${JSON.stringify(result.left)}`);
  return result.right;
};

/** The error of a result that must be one. */
export const leftOf = <L>(result: E.Either<L, unknown>): L => {
  if (E.isRight(result)) throw new Error('expected an error, found a result');
  return result.left;
};
