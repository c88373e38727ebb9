#!/usr/bin/env node
// Checks what the pages say: links, anchors, every block of code, and pages that are made from the program.
// `--write` makes generated pages and shown output anew. Other arguments are parts of paths; without one, all pages are
// checked. `--root DIR` checks another checkout.

import { readFileSync, writeFileSync } from 'node:fs';
import { checkBlocks } from './docs/blocks.mjs';
import { checkGeneratedPages, checkRegions } from './docs/generated.mjs';
import { checkLinks } from './docs/links.mjs';
import { parsePage, replaceBodies } from './docs/markdown.mjs';
import { newReport } from './docs/report.mjs';
import { openSession } from './docs/session.mjs';
import { checkTypeScript } from './docs/typescript-blocks.mjs';
import { listFiles, projectRoot } from './files.mjs';

const isPage = (path) => path.endsWith('.md') && !path.startsWith('scripts/testdata/');

const readPage = (root, path) => parsePage(readFileSync(`${root}/${path}`, 'utf8'));

/** Reads each page once, however many links lead to it. */
const anchorReader = (root) => {
  const known = new Map();
  return (path) => {
    if (!known.has(path)) known.set(path, readPage(root, path).anchors);
    return known.get(path);
  };
};

/** The session of a page, opened when its first command runs. */
const lazySession = (root) => {
  let session;
  return {
    get: () => {
      session ??= openSession(root);
      return session;
    },
    close: () => session?.close(),
  };
};

const checkPage = (root, path, anchorsOf, report, isWriting) => {
  const page = readPage(root, path);
  checkLinks({ root, path, page, anchorsOf, report });
  const bodies = new Map();
  const session = lazySession(root);
  const write = isWriting ? (block, rows) => bodies.set(block, rows) : undefined;
  const later = checkBlocks({ root, path, page, session: session.get, report, write });
  session.close();
  if (bodies.size > 0) {
    const before = readFileSync(`${root}/${path}`, 'utf8');
    const after = replaceBodies(before, bodies);
    if (after !== before) writeFileSync(`${root}/${path}`, after);
  }
  return later;
};

/** Checks the pages below `root` whose path contains one of `filters`; answers the report. */
export const checkDocs = async ({ root, filters = [], isWriting = false, report = newReport() }) => {
  const isChosen = (path) => filters.length === 0 || filters.some((filter) => path.includes(filter));
  const context = { root, report, isWriting };
  await checkGeneratedPages(context, isChosen);
  const chosen = listFiles(root).filter((path) => isPage(path) && isChosen(path));
  await checkRegions(context, chosen);
  const anchorsOf = anchorReader(root);
  const later = chosen.flatMap((path) => checkPage(root, path, anchorsOf, report, isWriting));
  checkTypeScript({ root, blocks: later, report });
  if (chosen.length === 0) report.fail('docs', 0, 'no page fits');
  return report;
};

const main = async (args) => {
  const rootAt = args.indexOf('--root');
  const root = rootAt < 0 ? projectRoot.replace(/\/$/, '') : args[rootAt + 1];
  const filters = args.filter((arg, i) => !arg.startsWith('--') && (rootAt < 0 || i !== rootAt + 1));
  const report = await checkDocs({ root, filters, isWriting: args.includes('--write') });
  report.close();
  return report.failed === 0 ? 0 : 1;
};

if (import.meta.filename === process.argv[1]) process.exitCode = await main(process.argv.slice(2));
