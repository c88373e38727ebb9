import { existsSync, readFileSync } from 'node:fs';
import { checkEventLines } from './event-lines.mjs';
import { checkConsole, checkScript } from './shell-blocks.mjs';
import { checkUsage } from './usage-blocks.mjs';

/** A picture or a tree is drawn with these; anything else that is only text could be checked, so it must be. */
const DRAWN = /[│├└─┌┐┘┬┴┼╭╰→←↑↓▶]/;

const checkJson = ({ path, block, report }) => {
  try {
    JSON.parse(block.body.join('\n'));
    report.pass();
  } catch (error) {
    report.fail(path, block.line, `the block is no JSON: ${error.message}`);
  }
};

const checkPicture = ({ path, block, report }) => {
  if (block.body.some((row) => DRAWN.test(row))) report.pass();
  else
    report.fail(path, block.line, 'a text block is for pictures and trees; use a language that is checked, or a list');
};

/** A block with `file=PATH` shows a part of that file, word for word. */
const checkQuote = ({ root, path, block, report }) => {
  const at = `${root}/${block.file}`;
  const quoted = block.body.join('\n');
  if (!existsSync(at)) report.fail(path, block.line, `${block.file} does not exist`);
  else if (`\n${readFileSync(at, 'utf8')}\n`.includes(`\n${quoted}\n`)) report.pass();
  else report.fail(path, block.line, `the block is no part of ${block.file}; copy it again`);
};

const CHECKS = {
  console: checkConsole,
  sh: checkScript,
  json: checkJson,
  ndjson: checkEventLines,
  text: checkPicture,
  usage: checkUsage,
};
/** Checked together, in one run of the compiler. */
const COLLECTED = 'ts';

/** Languages of blocks that are checked. */
export const LANGUAGES = [...Object.keys(CHECKS), COLLECTED].sort();

/** Checks the blocks of one page, in order; answers those that are compiled later. `write(block, rows)` replaces a block. */
export const checkBlocks = ({ root, path, page, session, report, write }) => {
  const later = [];
  for (const block of page.blocks) {
    const check = CHECKS[block.language];
    if (!block.isClosed) report.fail(path, block.line, 'the block is not closed');
    else if (block.file !== undefined) checkQuote({ root, path, block, report });
    else if (block.language === COLLECTED) later.push({ path, block });
    else if (check !== undefined) {
      check({
        root,
        path,
        block,
        report,
        session: session(),
        write: write === undefined ? undefined : (rows) => write(block, rows),
      });
    } else {
      const tag = block.language === '' ? 'no language' : `the language "${block.language}"`;
      report.fail(path, block.line, `the block has ${tag}, which nothing checks; use ${LANGUAGES.join(', ')}`);
    }
  }
  return later;
};
