export type { FromKeys, KeyFailure } from './failure.js';
export { describeHotkey, type HotkeyInfo, type ListedHotkey, listHotkeys } from './list-hotkeys.js';
export { type AskPassword, type OpenedKey, openSigner } from './open-signer.js';
export { type Password, readPasswordFile } from './password.js';
export type { KeyName } from './place.js';
export { signerFromSeed } from './signer.js';
