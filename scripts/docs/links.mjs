import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';

const IS_ELSEWHERE = /^[a-z][a-z0-9+.-]*:/i;

/** What a link inside the repository leads to, or why it leads nowhere. */
const problemOf = (root, path, target, anchorsOf) => {
  const [file, anchor] = target.split('#');
  if (file.startsWith('/')) return `${target} starts with a slash: write it relative to this page`;
  const to = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(file)));
  if (to.startsWith('..')) return `${target} leaves the repository`;
  if (!existsSync(`${root}/${to}`)) return `${target} leads to ${to}, which does not exist`;
  if (anchor === undefined) return undefined;
  if (!to.endsWith('.md') || statSync(`${root}/${to}`).isDirectory())
    return `${target} has an anchor, but ${to} is no page`;
  return anchorsOf(to).has(anchor) ? undefined : `${target}: ${to} has no heading #${anchor}`;
};

/** Checks that every link of a page that stays in the repository resolves, anchors included. Others are left alone. */
export const checkLinks = ({ root, path, page, anchorsOf, report }) => {
  for (const { target, line } of page.links) {
    if (IS_ELSEWHERE.test(target)) continue;
    const problem = problemOf(root, path, target, anchorsOf);
    if (problem === undefined) report.pass();
    else report.fail(path, line, problem);
  }
};
