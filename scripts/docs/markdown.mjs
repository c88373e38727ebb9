/**
 * The parts of a Markdown page that can be checked. Line numbers count from 1. Only what our pages use is understood:
 * ATX headings, fenced blocks, inline and reference links, HTML `href`, `src`, `srcset` and `id`.
 */

const FENCE = /^( *)(`{3,}|~{3,})(.*)$/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const REGION = /^<!-- (\/?)generated(?:: ([a-z0-9-]+))? -->$/;

/** Anchor of a heading as GitHub makes it: lower case, without punctuation, blanks as hyphens. */
export const anchorOf = (heading) =>
  heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replace(/ /g, '-');

const withoutCode = (row) => row.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');

const LINKS = [
  /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g,
  /^\s{0,3}\[[^\]]+\]:\s*(\S+)/g,
  /\s(?:href|src|srcset)="([^"]+)"/g,
];

const linksOf = (row, line) =>
  LINKS.flatMap((pattern) => [...withoutCode(row).matchAll(pattern)].map(([, target]) => ({ target, line })));

const idsOf = (row) => [...withoutCode(row).matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => id);

/** A block that begins at row `at`, with the row behind it; an unclosed one ends with the page. */
const readBlock = (rows, at) => {
  const [, indent, marks, info] = rows[at].match(FENCE);
  const closes = new RegExp(`^ *${marks[0]}{${marks.length},}\\s*$`);
  let end = at + 1;
  while (end < rows.length && !closes.test(rows[end])) end += 1;
  const [language = '', ...words] = info.trim().split(/\s+/);
  const file = words.find((word) => word.startsWith('file='))?.slice('file='.length);
  const body = rows
    .slice(at + 1, end)
    .map((row) => (row.startsWith(indent) ? row.slice(indent.length) : row.trimStart()));
  return { language, file, line: at + 1, end: end + 1, indent, body, isClosed: end < rows.length };
};

/** Headings, links, fenced blocks and generated regions of a page. */
export const parsePage = (text) => {
  const rows = text.split('\n');
  const page = { anchors: new Set(), links: [], blocks: [], regions: [] };
  const uses = new Map();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (FENCE.test(row)) {
      const block = readBlock(rows, at);
      page.blocks.push(block);
      at = block.end - 1;
      continue;
    }
    const [, , heading] = row.match(HEADING) ?? [];
    if (heading !== undefined) {
      const anchor = anchorOf(heading);
      const used = uses.get(anchor) ?? 0;
      uses.set(anchor, used + 1);
      page.anchors.add(used === 0 ? anchor : `${anchor}-${used}`);
    }
    const [, isEnd, name] = row.match(REGION) ?? [];
    if (name !== undefined) page.regions.push({ name, line: at + 1, end: undefined });
    else if (isEnd === '/') Object.assign(page.regions.at(-1) ?? {}, { end: at + 1 });
    for (const id of idsOf(row)) page.anchors.add(id);
    page.links.push(...linksOf(row, at + 1));
  }
  return page;
};

/** A page with the rows of some blocks replaced; `bodies` maps a block to its new rows. */
export const replaceBodies = (text, bodies) => {
  const rows = text.split('\n');
  for (const [block, body] of [...bodies].sort(([a], [b]) => b.line - a.line)) {
    const indented = body.map((row) => (row === '' ? row : block.indent + row));
    rows.splice(block.line, block.end - 1 - block.line, ...indented);
  }
  return rows.join('\n');
};
