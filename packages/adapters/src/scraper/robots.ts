interface Rule {
  readonly allows: boolean;
  readonly path: string;
}

const LINES_MAX = 10_000;
const PATTERN_MAX = 512;

/** Lines of robots.txt that are for a product, or those for everybody when none are (RFC 9309). */
const rulesFor = (text: string, product: string): readonly Rule[] => {
  const own: Rule[] = [];
  const common: Rule[] = [];
  let [isOwn, isCommon, names] = [false, false, false];
  let hasOwn = false;
  for (const line of text.split(/\r\n|\r|\n/).slice(0, LINES_MAX)) {
    const [plain = ''] = line.split('#', 1);
    const colon = plain.indexOf(':');
    const word = plain.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = plain.slice(colon + 1).trim();
    if (word === 'user-agent') {
      if (!names) [isOwn, isCommon] = [false, false];
      names = true;
      isOwn ||= value.toLowerCase() === product.toLowerCase();
      isCommon ||= value === '*';
      hasOwn ||= isOwn;
    } else if (word === 'allow' || word === 'disallow') {
      names = false;
      const rule = { allows: word === 'allow', path: value.slice(0, PATTERN_MAX) };
      if (value !== '' && isOwn) own.push(rule);
      if (value !== '' && isCommon) common.push(rule);
    }
  }
  return hasOwn ? own : common;
};

/** True when a pattern with * and $ fits the beginning of a path: pieces are sought one after the other, in linear time. */
const fits = (pattern: string, path: string): boolean => {
  const isWhole = pattern.endsWith('$');
  const pieces = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...rest] = pieces;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [i, piece] of rest.entries()) {
    const isLast = i === rest.length - 1;
    const found = isWhole && isLast ? path.length - piece.length : path.indexOf(piece, at);
    if (found < at || !path.startsWith(piece, found)) return false;
    at = found + piece.length;
  }
  return !isWhole || at === path.length;
};

/** Says whether robots.txt lets a product get a path: the longest rule that fits decides, and allow before disallow. */
export const isAllowedByRobots = (text: string, product: string, path: string): boolean => {
  let best: Rule | undefined;
  for (const rule of rulesFor(text, product)) {
    if (!fits(rule.path, path)) continue;
    const longer = rule.path.length - (best?.path.length ?? -1);
    if (longer > 0 || (longer === 0 && rule.allows)) best = rule;
  }
  return best?.allows ?? true;
};
