import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { type FromKeys, noKey } from './failure.js';

/** Which hotkey of which wallet, and below which directory. */
export interface KeyName {
  readonly root: string;
  readonly wallet: string;
  readonly hotkey: string;
}

const NAME_MAX = 255;
const PUBLIC = 'pub.txt';

// A name is one step below its directory: no separator, no way up, nothing that a terminal would obey.
const isStep = (name: string): boolean =>
  name.length > 0 && name.length <= NAME_MAX && name !== '.' && name !== '..' && !/[/\\\p{Cc}]/u.test(name);

/** True for the names that btcli gives to coldkeys, and not for their public file; disks that do not tell A from a are meant too. */
export const isColdkeyName = (name: string): boolean => /^coldkey(?!pub\.txt$)/i.test(name);

export const coldkeyRefused = (path: string): FromKeys<never> =>
  noKey(
    'COLDKEY',
    `${path} is a coldkey, and this program never opens one`,
    'weights are set with a hotkey: name it with -H, see `subnet-cli keys list`',
  );

const checkName = (what: string, name: string): FromKeys<string> => {
  if (isColdkeyName(name)) return coldkeyRefused(name);
  const help = `the ${what}'s name alone, as \`subnet-cli keys list\` shows it; the directory is named by --wallet-path`;
  return isStep(name) ? E.right(name) : noKey('BAD_NAME', `${JSON.stringify(name)} is no name of a ${what}`, help);
};

/** Where the hotkey's file is: `<root>/<wallet>/hotkeys/<hotkey>`. Refuses names that lead elsewhere. */
export const hotkeyPath = ({ root, wallet, hotkey }: KeyName): FromKeys<string> => {
  const checked = checkName('wallet', wallet);
  if (E.isLeft(checked)) return checked;
  return E.map((name: string) => join(root, wallet, 'hotkeys', name))(checkName('hotkey', hotkey));
};

/** The public file beside a hotkey. */
export const publicPath = (path: string): string => `${path}${PUBLIC}`;

/** True for the name of a hotkey's own file, and false for public and hidden ones. */
export const isHotkeyName = (name: string): boolean =>
  isStep(name) && !name.endsWith(PUBLIC) && !name.startsWith('.') && !isColdkeyName(name);
