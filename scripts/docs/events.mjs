import { readdirSync, readFileSync } from 'node:fs';
import { CLAIM_TYPES, FACT_TYPES, RECORD_TYPES } from '../../packages/core/dist/index.js';
import { describeField } from './describe-field.mjs';
import { eventExamples } from './event-examples.mjs';
import { FIELD_NOTES } from './field-notes.mjs';

const SOURCE = 'packages/core/src/event';

const FROM = {
  authority: "the log's authority; `by` is its hotkey or `local`, and `sig` is its signature",
  chain: 'a finalized block of the chain',
  observer: 'an observer, whose hotkey is `by`',
  engine: 'an engine: a claim, never an input; `by` says whose',
  record: 'who read or wrote it down: a record, never an input',
};

/** The comment above a declaration, and the rules over its whole data, with named limits filled in. */
const readDeclaration = (root, type) => {
  for (const file of readdirSync(`${root}/${SOURCE}`)) {
    const text = readFileSync(`${root}/${SOURCE}/${file}`, 'utf8');
    const [, comment, body] =
      text.match(
        new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport const ${type} = defineEvent\\(([\\s\\S]*?)\\);\\n`),
      ) ?? [];
    if (body === undefined) continue;
    const limits = new Map(
      [...text.matchAll(/^const ([A-Z_]+) = ([\d_]+);/gm)].map(([, name, value]) => [name, value]),
    );
    const [, rules = ''] = body.match(/^ {2}rules: \[([\s\S]*)\]/m) ?? [];
    return {
      path: `${SOURCE}/${file}`,
      says: comment
        .split('\n')
        .map((row) => row.replace(/^\s*\*? ?/, '').trim())
        .filter((row) => row !== '')
        .join(' '),
      rules: [...rules.matchAll(/says: (['`])(.*?)\1/g)].map(([, , says]) =>
        says.replace(/\$\{([A-Z_]+)\}/g, (_, name) => limits.get(name)),
      ),
    };
  }
  throw new Error(`no declaration of ${type} in ${SOURCE}`);
};

const cell = (text) => text.replace(/\|/g, '\\|');

const typeText = (type) => {
  if (type.kind === 'list') {
    const item = type.item.kind === 'record' ? `objects` : `items: ${type.item.name}`;
    return [`list of 0..${type.max} ${item}`, ...type.rules].join('; ');
  }
  if (type.kind === 'map') return `${type.name}, at most ${type.max} keys`;
  if (type.kind === 'either') return type.name;
  return type.kind === 'record' ? 'object' : type.name;
};

/** Stands above the fields of one of two shapes; it has no path and so needs no note. */
const shapeRow = (fields, at) => [
  undefined,
  at === 0 ? 'one shape' : 'the other shape',
  `exactly ${fields.map(({ key }) => `\`${key}\``).join(', ')}`,
];

/** A field and the fields inside it, as [path, type]. */
const rowsOf = (path, type) => {
  const inside = (fields, prefix) => fields.flatMap(({ key, type: inner }) => rowsOf(`${prefix}${key}`, inner));
  const own = [path, typeText(type)];
  if (type.kind === 'record') return [own, ...inside(type.fields, `${path}.`)];
  if (type.kind === 'either') {
    const shapeRows = ({ fields }, at) => [shapeRow(fields, at), ...inside(fields, `${path}.`)];
    return [own, ...type.shapes.flatMap(shapeRows)];
  }
  if (type.kind === 'list' && type.item.kind === 'record') return [own, ...inside(type.item.fields, `${path}[].`)];
  return [own];
};

const link = ({ path }) => `[${path}](../${path})`;

const describeType = (root, type, example) => {
  const { path, says, rules } = readDeclaration(root, type.type);
  const data = describeField(type.data.codec, example?.event.data);
  const envelope = describeField(type.sealed.codec, example?.event).fields.map(({ key }) => key);
  const hasIx = envelope.includes('ix');
  const isSent = type.origin === 'record' && envelope.includes('by');
  const rows = data.fields.flatMap(({ key, type: inner }) => rowsOf(key, inner));
  const notes = FIELD_NOTES[type.type] ?? {};
  const missing = rows.filter(([field]) => field !== undefined && notes[field] === undefined).map(([field]) => field);
  const spare = Object.keys(notes).filter((field) => !rows.some(([known]) => known === field));
  if (missing.length + spare.length > 0) {
    throw new Error(
      `scripts/docs/field-notes.mjs, ${type.type}: no note for ${missing.join(', ') || 'none'}; no such field: ${spare.join(', ') || 'none'}`,
    );
  }
  return [
    `## ${type.type}`,
    '',
    says,
    '',
    `From ${FROM[type.origin]}${hasIx ? '; with `ix`' : ''}${isSent ? '; `by` is the hotkey that sent' : ''}. Version ${type.v}.${type.phase < 0 ? '' : ` Phase ${type.phase}.`} Declared in`,
    `[${path.split('/').at(-1)}](../${path}).`,
    '',
    '| field of `data` | type | meaning |',
    '|---|---|---|',
    ...rows.map(([field, text, shape]) =>
      field === undefined ? `| | ${text} | ${shape} |` : `| \`${field}\` | ${cell(text)} | ${cell(notes[field])} |`,
    ),
    '',
    ...(rules.length === 0 ? [] : [`Rules: ${rules.map((rule) => `${rule}`).join('; ')}.`, '']),
    ...(example === undefined
      ? ['No fixture has one.', '']
      : [
          `${type.origin === 'engine' ? 'Follows from replaying' : 'From'} ${link(example)}:`,
          '',
          '```ndjson',
          example.line,
          '```',
          '',
        ]),
  ];
};

const INTRO = [
  '# Events',
  '',
  '<!-- This page is made by scripts/docs/events.mjs from the declarations; change those, then `node scripts/docs.mjs --write`. -->',
  '',
  'Every event of format 1, with its fields. What stands around `data` (block, epoch and so on) is the',
  '[envelope](log-format.md#the-envelope), how a value is written is in [values](log-format.md#values). A field that is not',
  'listed here is not allowed, and none may be left out.',
  '',
];

/** The text of docs/events.md. */
export const eventsPage = (root) => {
  const examples = eventExamples(root);
  const describe = (type) => describeType(root, type, examples.get(type.type));
  const overview = FACT_TYPES.map(
    (type) => `| [${type.type}](#${type.type.toLowerCase()}) | ${type.origin} | ${type.phase} |`,
  );
  return [
    ...INTRO,
    '| fact | from | phase |',
    '|---|---|---|',
    ...overview,
    '',
    ...FACT_TYPES.flatMap(describe),
    '# Claims',
    '',
    'Claims state derived results. They stand beside the facts and never in a segment; replay computes them again and',
    'compares.',
    '',
    ...CLAIM_TYPES.flatMap(describe),
    '# Records',
    '',
    'Records state what was read from or sent to the chain about weights. They stand beside the facts and never in a segment;',
    'scoring never reads one, an audit compares what replay computes with them. `epoch` of a record is the last epoch whose',
    'evidenceBlock is not after `block` (the first epoch, where there is none); of WeightsSubmitted it is the epoch that the',
    'weights are of.',
    '',
    ...RECORD_TYPES.flatMap(describe),
  ].join('\n');
};
