import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { eventsPage } from './events.mjs';
import { parsePage } from './markdown.mjs';
import { REGIONS } from './regions.mjs';

const REFERENCE = 'packages/cli/dist/reference.js';

/** Pages that are made as a whole: what makes them, and what must exist before they can be. */
const PAGES = [
  { path: 'docs/events.md', needs: 'packages/core/src/event', make: eventsPage },
  {
    path: 'docs/cli.md',
    needs: REFERENCE,
    // The reference shows calls that would need a log to run on; as `usage` their commands and options are checked.
    make: async (root) => {
      const { cliReference } = await import(pathToFileURL(`${root}/${REFERENCE}`).href);
      return (await cliReference()).replaceAll('```text\n', '```usage\n');
    },
  },
];

const AGAIN = 'run `node scripts/docs.mjs --write`';

/** Takes or compares the whole text of a page. */
const checkText = ({ root, path, wanted, report, isWriting }) => {
  const at = `${root}/${path}`;
  const found = existsSync(at) ? readFileSync(at, 'utf8') : '';
  if (found === wanted) return report.pass();
  if (isWriting) {
    writeFileSync(at, wanted);
    return report.pass();
  }
  const [a, b] = [found.split('\n'), wanted.split('\n')];
  const line = a.findIndex((row, i) => row !== b[i]);
  report.fail(path, line < 0 ? a.length : line + 1, `it is not what the program says now; ${AGAIN}`);
};

/** The page with every generated region made anew; throws where a region has no end or no maker. */
const withRegions = async (root, text) => {
  const rows = text.split('\n');
  for (const { name, line, end } of parsePage(text).regions.reverse()) {
    const make = REGIONS[name];
    if (make === undefined)
      throw new Error(`line ${line}: nothing makes a region "${name}"; known are ${Object.keys(REGIONS).join(', ')}`);
    if (end === undefined) throw new Error(`line ${line}: the region "${name}" has no end: <!-- /generated -->`);
    rows.splice(line, end - 1 - line, '', ...(await make(root)), '');
  }
  return rows.join('\n');
};

/** Runs `make` and compares; what it throws is what is wrong with the page. */
const attempt = async (context, path, make) => {
  try {
    checkText({ ...context, path, wanted: await make() });
  } catch (error) {
    context.report.fail(path, 1, error.message);
  }
};

/** Compares the pages that are made as a whole with what the program says now; `isChosen` says which. */
export const checkGeneratedPages = async (context, isChosen) => {
  const { root } = context;
  for (const { path, needs, make } of PAGES) {
    if (!isChosen(path) || !existsSync(`${root}/docs`) || !existsSync(`${root}/${needs}`)) continue;
    await attempt(context, path, async () => `${(await make(root)).trimEnd()}\n`);
  }
};

/** Compares the generated regions of pages with what the program makes of them now. */
export const checkRegions = async (context, paths) => {
  for (const path of paths) {
    const text = readFileSync(`${context.root}/${path}`, 'utf8');
    if (parsePage(text).regions.length > 0) await attempt(context, path, () => withRegions(context.root, text));
  }
};
