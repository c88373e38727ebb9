const FIELD = /secret_?seed|secret_?phrase|private[_ ]?key/i;
const KEYFILE = /^\W*(?:NACL|ANSIBLE_VAULT|gAAAA)/;
const PHRASE = /^\W*[a-z]{3,8}(?:\s+[a-z]{3,8}){11}(?:(?:\s+[a-z]{3,8}){3}){0,4}\W*$/;

/**
 * Whether a text looks like a key, or the file of one: the names of its secret fields, the head of an encrypted key file, or a
 * bare phrase of 12, 15, 18, 21 or 24 lower-case words. Too many rather than too few: what looks like one is not shown.
 */
export const looksLikeKey = (text: string): boolean => FIELD.test(text) || KEYFILE.test(text) || PHRASE.test(text);
