// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Shows what a terminal would obey or hide as `\u....`; what came from outside can then not draw on the screen. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The start of a text that is too long to be read, with its length. */
export const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max)}... (${text.length} characters)`;
