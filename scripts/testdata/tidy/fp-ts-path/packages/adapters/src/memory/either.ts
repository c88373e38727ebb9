import * as E from 'fp-ts/Either'; // bad
import * as O from 'fp-ts/es6/Option.js'; // bad
import { either } from 'fp-ts'; // bad
import * as TE from 'fp-ts/lib/TaskEither'; // bad
import * as A from 'fp-ts/lib/Array.js';
export const fine = [E, O, either, TE, A];
