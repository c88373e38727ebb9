import { decodeSubnetState, type NeuronState, type Refusal, type SubnetState } from '@subnet-scoring/core/yuma';
import { type CliError, dataErrorIn, fail, usageError } from '../cli-error.js';
import type { Io } from '../io.js';
import { readText } from './read-text.js';

const BYTES_MAX = 256 * 1_048_576;

/** The state of a subnet from a file. */
export const readState = (io: Io, path: string): SubnetState => {
  const decoded = decodeSubnetState(readText(io, path, BYTES_MAX));
  if (decoded._tag === 'Left') throw dataErrorIn(path, decoded.left);
  return decoded.right;
};

const PREFIX_LENGTH_MIN = 4;

/** The neuron that a person names by its hotkey, the start of one, or its uid. */
export const neuronNamed = ({ neurons, netuid, block }: SubnetState, text: string): NeuronState => {
  const isPrefix = text.length >= PREFIX_LENGTH_MIN && !/^\d+$/.test(text);
  const found = neurons.filter(({ uid, hotkey }) => (isPrefix ? hotkey.startsWith(text) : String(uid) === text));
  const [first, ...more] = found;
  if (first === undefined) {
    throw usageError(`no neuron ${text} in subnet ${netuid} at block ${block}`, 'give a hotkey, its start, or a uid');
  }
  if (more.length > 0) {
    throw usageError(
      `${text} begins ${found.length} hotkeys`,
      `give more of it: ${found.map(({ hotkey }) => hotkey).join(', ')}`,
    );
  }
  return first;
};

/** The error of an epoch of the chain that is not computed here: cannot judge, 125. */
export const refusedError = (path: string, { kind, path: at, message }: Refusal): CliError =>
  fail({
    exit: 125,
    code: kind === 'not supported' ? 'NOT_SUPPORTED' : 'CANNOT_JUDGE',
    message: `the epoch cannot be forecast: ${path} ${at}: ${kind}: ${message}`,
    help: 'docs/yuma.md says which epochs are computed, and from what',
  });
