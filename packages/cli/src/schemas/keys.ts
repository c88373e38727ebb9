import { bool, hotkey, listOf, object, type Schema, text } from './shapes.js';

const problem = object({ code: text, message: text });

/** Schemas of the `keys` commands: public data only. */
export const KEY_SCHEMAS = {
  'keys-list': object({
    root: text,
    hotkeys: listOf(
      object(
        {
          wallet: text,
          hotkey: text,
          path: text,
          account: hotkey,
          encrypted: bool,
          warnings: listOf(text),
          error: problem,
        },
        'path',
        'account',
        'encrypted',
        'warnings',
        'error',
      ),
    ),
  }),
  'keys-show': object(
    { wallet: text, hotkey: text, path: text, account: hotkey, encrypted: bool, warnings: listOf(text) },
    'account',
  ),
  'keys-verify': object({ account: hotkey, path: text, encrypted: bool, warnings: listOf(text) }),
} as const satisfies Record<string, Schema>;
