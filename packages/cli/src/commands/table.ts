import type { CommandModule } from './command.js';

/** A command by name. What it takes and does is loaded only when it is asked for: `--help` must not wait for it. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Commands under one word, such as `log seal`. */
export interface Group {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly Entry[];
}

const LOG: readonly Entry[] = [
  { name: 'init', summary: 'make an empty log', load: async () => (await import('./log-init.js')).logInit },
  { name: 'append', summary: 'add facts, durably', load: async () => (await import('./log-append.js')).logAppend },
  {
    name: 'import',
    summary: 'take an export as a whole',
    load: async () => (await import('./log-import.js')).logImport,
  },
  { name: 'seal', summary: 'close epochs', load: async () => (await import('./log-seal.js')).logSeal },
  { name: 'show', summary: 'what a log holds', load: async () => (await import('./log-show.js')).logShow },
  { name: 'cat', summary: 'facts of an epoch', load: async () => (await import('./log-cat.js')).logCat },
  { name: 'export', summary: 'write facts out', load: async () => (await import('./log-export.js')).logExport },
  { name: 'verify', summary: 'check a log to the bit', load: async () => (await import('./log-verify.js')).logVerify },
];

const RULESET: readonly Entry[] = [
  {
    name: 'list',
    summary: 'rule sets in this program',
    load: async () => (await import('./ruleset-list.js')).rulesetList,
  },
  { name: 'show', summary: 'parameters of one', load: async () => (await import('./ruleset-show.js')).rulesetShow },
  {
    name: 'check',
    summary: 'check a rule set file',
    load: async () => (await import('./ruleset-check.js')).rulesetCheck,
  },
  {
    name: 'hash',
    summary: 'hash of a rule set',
    load: async () => (await import('./ruleset-hash.js')).rulesetHashCommand,
  },
];

const SCHEMA: readonly Entry[] = [
  { name: 'list', summary: 'names of the schemas', load: async () => (await import('./schema-list.js')).schemaList },
  { name: 'print', summary: 'one JSON Schema', load: async () => (await import('./schema-print.js')).schemaPrint },
];

/** Every command, in the order of the help. */
export const COMMANDS: readonly (Entry | Group)[] = [
  { name: 'demo', summary: 'a guided tour: offline, some seconds', load: async () => (await import('./demo.js')).demo },
  { name: 'init', summary: 'start a log of your own', load: async () => (await import('./init.js')).init },
  {
    name: 'validate',
    summary: 'scores, weights and hashes of an epoch',
    load: async () => (await import('./validate.js')).validate,
  },
  {
    name: 'replay',
    summary: 'replay sealed epochs and compare every seal',
    load: async () => (await import('./replay.js')).replay,
  },
  {
    name: 'explain',
    summary: 'why a miner got what it got',
    load: async () => (await import('./explain.js')).explain,
  },
  { name: 'plan', summary: 'rows to spot-check next', load: async () => (await import('./plan.js')).plan },
  { name: 'stats', summary: 'miners over several epochs', load: async () => (await import('./stats.js')).stats },
  {
    name: 'assign',
    summary: 'draw the zipcodes of an epoch',
    load: async () => (await import('./assign.js')).assignCommand,
  },
  {
    name: 'serve',
    summary: 'assignments, uploads and results over HTTP',
    load: async () => (await import('./serve.js')).serve,
  },
  { name: 'log', summary: 'make, fill, seal and check a log', commands: LOG },
  { name: 'ruleset', summary: 'the parameters that score', commands: RULESET },
  { name: 'schema', summary: 'JSON Schemas of --json', commands: SCHEMA },
  {
    name: 'completion',
    summary: 'completion for bash, zsh or fish',
    load: async () => (await import('./completion.js')).completion,
  },
];

/** True for a group of commands. */
export const isGroup = (item: Entry | Group): item is Group => 'commands' in item;
