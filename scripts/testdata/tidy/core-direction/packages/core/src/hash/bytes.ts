import { encodeUtf8 } from './utf8.js'; // bad
export const bytes = encodeUtf8('');
