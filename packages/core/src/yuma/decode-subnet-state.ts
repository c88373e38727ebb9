import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { reportFirst } from '../event/report.js';
import { type SubnetState, subnetState } from './subnet-state.js';

const HELP = 'docs/yuma.md says what a subnet state holds';

const parse = (text: string): E.Either<DataError, unknown> => {
  try {
    return E.right(JSON.parse(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return E.left({
      code: 'NOT_JSON',
      at: {},
      expected: 'JSON',
      found: shorten(text),
      help: `${HELP} (${shorten(why)})`,
    });
  }
};

/** A command that wraps the state in an object of its own keeps it under this key. */
const unwrapped = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'state' in value && !('neurons' in value) ? value.state : value;

/** The text of a file as the state of a subnet; the first thing that is wrong, with its place, where it is none. */
export const decodeSubnetState = (text: string): E.Either<DataError, SubnetState> => {
  const parsed = parse(text);
  if (E.isLeft(parsed)) return parsed;
  const decoded = subnetState.decode(unwrapped(parsed.right));
  if (E.isRight(decoded)) return decoded;
  const { path, expected, found } = reportFirst(decoded.left);
  return E.left({ code: 'BAD_FIELD', at: { path }, expected, found: shorten(found), help: HELP });
};
