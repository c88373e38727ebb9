import { nodeHost } from '@subnet-scoring/adapters/node';
import type { Evaluated } from '@subnet-scoring/adapters/operations';
import { decodeFact, type Fact, formatFx, type Section, type Step } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { clip, visible } from '../output/visible.js';
import { wrap } from '../output/wrap.js';
import type { Explained } from './explained.js';
import { factPlace } from './fact-place.js';
import { factText } from './fact-text.js';
import { minerRows } from './miner-rows.js';

const OPEN_TEXT_MAX = 240;
const TOLD_MAX = 12;
const TOLD_BRIEF = 2;
const PLACES_MAX = 100;
const PLACES_BRIEF = 4;

const decodedFact = (text: string): Fact | undefined => {
  const decoded = decodeFact(text, nodeHost.sha256);
  return decoded._tag === 'Right' ? decoded.right.event : undefined;
};

const headLines = ({ evaluated, hotkey }: Explained, { paint }: Context): string[] => {
  const { result, kind } = evaluated;
  const row = minerRows(result).find((item) => item.hotkey === hotkey);
  const preview = kind === 'preview' ? [paint.warn('  a preview: the epoch is open, and facts may still come')] : [];
  const title = paint.strong(hotkey);
  if (row === undefined)
    return [title, `  epoch ${result.epoch}: nothing was asked of it, so it has no reason`, ...preview];
  const { share, u16, uid, tier, reason } = row;
  const about = [
    `epoch ${result.epoch}`,
    ...(uid === undefined ? [] : [`uid ${uid}`]),
    `share ${formatFx(share)}`,
    ...(u16 === undefined ? [] : [`weight ${u16}`]),
    ...(tier === '' ? [] : [`tier ${tier}`]),
  ];
  return [`${title}  ${(share > 0n ? paint.good : paint.bad)(reason)}`, `  ${about.join(', ')}`, ...preview];
};

const markOf = ({ ok }: Step, { paint }: Context): string =>
  ok === undefined ? paint.dim('·') : ok ? paint.good('✓') : paint.bad('✗');

const MARGIN = '      ';
const HANG = '    ';

/** A paragraph below a step, within the terminal. */
const below = (text: string, { width }: Context, paint = (line: string): string => line, more = ''): string[] => {
  const margin = MARGIN + more;
  return wrap(visible(text), width - margin.length - 1).map((line) => margin + paint(line));
};

/** `segments/00000001.ndjson:11, :18`: the file is named once. */
const placesText = (evaluated: Evaluated, lines: readonly number[], max: number): string => {
  const [first = 0, ...others] = lines.slice(0, max);
  const mark = evaluated.kind === 'sealed' ? ':' : '';
  const places = [factPlace(evaluated, first), ...others.map((line) => `${mark}${line}`)].join(', ');
  return lines.length > max ? `${places} and ${lines.length - max} more` : places;
};

/** One fact: where it stands and what it says, on one line where that fits. */
const factLine = (line: number, { evaluated, facts }: Explained, context: Context): string[] => {
  const { paint, width } = context;
  const text = facts.get(line) ?? '';
  const fact = decodedFact(text);
  const place = factPlace(evaluated, line);
  const says = visible(fact === undefined ? clip(text, OPEN_TEXT_MAX) : factText(fact));
  const fits = MARGIN.length + place.length + 2 + says.length < width;
  const own = fits
    ? [`${MARGIN}${paint.key(place)}  ${paint.dim(says)}`]
    : [MARGIN + paint.key(place), ...below(says, context, paint.dim, '  ')];
  // A fact of an open epoch has no lasting place, so it is shown itself.
  const shown = visible(clip(text, OPEN_TEXT_MAX));
  return evaluated.kind === 'sealed' ? own : [...own, ...below(shown, context, paint.dim, '  ')];
};

/** Facts of a step. What one says is told where it is named first; under --quiet only for what failed. */
const factLines = (step: Step, explained: Explained, told: Set<number>, context: Context): string[] => {
  const { evaluated } = explained;
  const { paint, flags } = context;
  const lines = [...new Set(step.lines)];
  const max = flags.quiet ? (step.ok === false ? TOLD_BRIEF : 0) : TOLD_MAX;
  const fresh = lines.filter((line) => !told.has(line)).slice(0, max);
  for (const line of fresh) told.add(line);
  const others = lines.filter((line) => !fresh.includes(line));
  const shown = fresh.flatMap((line) => factLine(line, explained, context));
  if (others.length === 0) return shown;
  const places = placesText(evaluated, others, flags.quiet ? PLACES_BRIEF : PLACES_MAX);
  return [...shown, ...below(shown.length > 0 ? `and ${places}` : places, context, paint.key)];
};

/** Under --quiet only what was decided: steps that passed or failed, or all of a section that decides nothing. */
const stepsOf = ({ steps }: Section, { flags }: Context): readonly Step[] => {
  const decided = steps.filter(({ ok }) => ok !== undefined);
  return flags.quiet && decided.length > 0 ? decided : steps;
};

/** The step itself, with its mark; a long one hangs below it. */
const saysLines = (step: Step, context: Context): string[] => {
  const [first = '', ...rest] = wrap(visible(step.says), context.width - HANG.length - 1);
  return [`  ${markOf(step, context)} ${first}`, ...rest.map((line) => HANG + line)];
};

const sectionLines = (section: Section, explained: Explained, told: Set<number>, context: Context): string[] => [
  '',
  `  ${context.paint.strong(visible(section.title))}`,
  ...stepsOf(section, context).flatMap((step) => [
    ...saysLines(step, context),
    ...(step.formula === undefined ? [] : below(step.formula, context)),
    ...factLines(step, explained, told, context),
  ]),
];

/** An explanation for people: each step with its formula, and the facts behind it. */
export const explainLines = (explained: Explained, context: Context): string[] => {
  const told = new Set<number>();
  return [
    ...headLines(explained, context),
    ...explained.parts.flatMap(({ title, sections }) => [
      '',
      visible(title),
      ...sections.flatMap((section) => sectionLines(section, explained, told, context)),
    ]),
  ];
};
