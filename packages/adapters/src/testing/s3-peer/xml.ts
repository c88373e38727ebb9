/** A tree of elements: [name, text or children]. */
export type Element = readonly [string, string | number | boolean | readonly Element[]];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no way to write most control characters, which is why listings can be asked for with encoding-type=url.
const escapeText = (text: string): string =>
  text.replace(/[&<>"]|[^\u0020-\ud7ff\ue000-\uffff]/gu, (char) => ENTITIES[char] ?? `&#${char.codePointAt(0)};`);

const encode = ([name, content]: Element): string =>
  `<${name}>${typeof content === 'object' ? content.map(encode).join('') : escapeText(String(content))}</${name}>`;

/** An XML document in the namespace of S3. */
export const xmlDocument = (root: string, children: readonly Element[]): string => {
  const body = children.map(encode).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${body}</${root}>`;
};

/** Texts of all elements of one name in a small document, in order. */
export const textsOf = (document: string, name: string): readonly string[] =>
  [...document.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => (text ?? '').trim());

const encodeKey = (key: string): string => encodeURIComponent(key).replaceAll('%2F', '/');

/** How a listing writes keys: as they are, or percent-encoded when asked to. */
export const keyWriter = (encodingType: string | undefined): ((key: string) => string) =>
  encodingType === 'url' ? encodeKey : (key) => key;
