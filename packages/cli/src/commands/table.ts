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
  { name: 'sign', summary: 'sign lines of its authority', load: async () => (await import('./log-sign.js')).logSign },
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

const CHAIN: readonly Entry[] = [
  { name: 'pull', summary: 'history into facts', load: async () => (await import('./chain-pull.js')).chainPull },
  {
    name: 'state',
    summary: 'state of a subnet as JSON',
    load: async () => (await import('./chain-state.js')).chainState,
  },
  {
    name: 'epochs',
    summary: 'when the chain ran epochs',
    load: async () => (await import('./chain-epochs.js')).chainEpochs,
  },
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
  { name: 'diff', summary: 'where two differ', load: async () => (await import('./ruleset-diff.js')).rulesetDiff },
];

const PROOF: readonly Entry[] = [
  {
    name: 'verify',
    summary: 'judge what a miner answered',
    load: async () => (await import('./proof-verify.js')).proofVerify,
  },
];

const KEYS: readonly Entry[] = [
  { name: 'list', summary: 'hotkeys of this machine', load: async () => (await import('./keys-list.js')).keysList },
  { name: 'show', summary: 'what is public of one', load: async () => (await import('./keys-show.js')).keysShow },
  { name: 'verify', summary: 'whether one can sign', load: async () => (await import('./keys-verify.js')).keysVerify },
];

const WEIGHTS: readonly Entry[] = [
  {
    name: 'plan',
    summary: 'what to send for an epoch',
    load: async () => (await import('./weights-plan.js')).weightsPlan,
  },
  {
    name: 'apply',
    summary: 'check a plan anew and send it',
    load: async () => (await import('./weights-apply.js')).weightsApply,
  },
  {
    name: 'reveal',
    summary: 'reveal commits whose time has come',
    load: async () => (await import('./weights-reveal.js')).weightsReveal,
  },
  {
    name: 'status',
    summary: 'what stands on the chain',
    load: async () => (await import('./weights-status.js')).weightsStatusCommand,
  },
];

const MINER: readonly Entry[] = [
  {
    name: 'submit',
    summary: 'hand in a folder of listings',
    load: async () => (await import('./miner-submit.js')).minerSubmit,
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
    name: 'audit',
    summary: 'compare what validators set with what follows from the log',
    load: async () => (await import('./audit.js')).audit,
  },
  {
    name: 'explain',
    summary: 'why a miner got what it got',
    load: async () => (await import('./explain.js')).explain,
  },
  { name: 'plan', summary: 'rows and items to check next', load: async () => (await import('./plan.js')).plan },
  { name: 'stats', summary: 'miners over several epochs', load: async () => (await import('./stats.js')).stats },
  { name: 'tiers', summary: 'who changed tier, and why', load: async () => (await import('./tiers.js')).tiers },
  { name: 'select', summary: 'whom to challenge or ask next', load: async () => (await import('./select.js')).select },
  { name: 'proof', summary: 'proofs of stored data', commands: PROOF },
  {
    name: 'yuma',
    summary: 'what the next epoch of the chain makes of weights',
    load: async () => (await import('./yuma.js')).yuma,
  },
  {
    name: 'assign',
    summary: 'draw the zipcodes of an epoch',
    load: async () => (await import('./assign.js')).assignCommand,
  },
  {
    name: 'run',
    summary: 'the whole round of a validator, epoch after epoch',
    load: async () => (await import('./run.js')).run,
  },
  {
    name: 'ingest',
    summary: 'bring an epoch into the log: chain and bucket',
    load: async () => (await import('./ingest.js')).ingest,
  },
  { name: 'check', summary: 'look up what the plan names', load: async () => (await import('./check.js')).check },
  {
    name: 'publish',
    summary: 'what a validator observed, or what came of an epoch',
    load: async () => (await import('./publish.js')).publish,
  },
  {
    name: 'consensus',
    summary: 'who agrees with whom on an epoch',
    load: async () => (await import('./consensus.js')).consensus,
  },
  {
    name: 'serve',
    summary: 'assignments, uploads and results over HTTP',
    load: async () => (await import('./serve.js')).serve,
  },
  { name: 'log', summary: 'make, fill, seal and check a log', commands: LOG },
  { name: 'chain', summary: 'read the chain', commands: CHAIN },
  { name: 'miner', summary: 'what a miner does', commands: MINER },
  { name: 'weights', summary: 'plan, send and reveal weights', commands: WEIGHTS },
  { name: 'keys', summary: 'hotkeys that sign', commands: KEYS },
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
