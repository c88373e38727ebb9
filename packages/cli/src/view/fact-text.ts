import type { Fact } from '@subnet-scoring/core';
import { plural } from '../output/plural.js';
import { clip, visible } from '../output/visible.js';

const TEXT_MAX = 160;
const HASH_DIGITS = 12;

const NAME_DIGITS = 4;

/** The start and the end of a hotkey: the place beside it leads to the whole. */
const brief = (hotkey: string): string =>
  hotkey === 'local' ? hotkey : `${hotkey.slice(0, NAME_DIGITS)}…${hotkey.slice(-NAME_DIGITS)}`;
const short = (hash: string): string => hash.slice(0, HASH_DIGITS);

const dataText = (fact: Fact): string => {
  switch (fact.type) {
    case 'MechanismActivated':
      return `${fact.data.mechanism}@${fact.data.version} with ${fact.data.ruleset}, ${fact.data.shareppm} ppm`;
    case 'EpochOpened':
      return `blocks ${fact.data.startBlock}..${fact.data.endBlock}, ${fact.data.zipcodes.length} zipcodes`;
    case 'BlockFinalized':
      return `hash ${short(fact.data.hash)}`;
    case 'MetagraphSnapshotTaken':
      return `${fact.data.neurons.length} neurons`;
    case 'NeuronRegistered':
      return `uid ${fact.data.uid} now ${brief(fact.data.hotkey)}`;
    case 'SubmissionCommitted':
      return `manifest ${short(fact.data.manifestSha256)} by ${brief(fact.data.hotkey)}`;
    case 'ManifestSeen':
      return `manifest ${short(fact.data.manifestSha256)} with ${fact.data.files.length} files`;
    case 'SubmissionSeen':
      return `${fact.data.key}, ${fact.data.bytes} bytes, content ${short(fact.data.contentSha256)}`;
    case 'SubmissionMeasured':
      return `${fact.data.rows} rows, content ${short(fact.data.contentSha256)}, ${fact.data.wrongZipRows} of another zipcode, ${fact.data.duplicateIdRows} with one id`;
    case 'SpotCheckPassed':
      return subjectText(fact.data.subject);
    case 'SpotCheckFailed': {
      const { subject, verdict, fields } = fact.data;
      return `${subjectText(subject)}: ${verdict}${fields.length === 0 ? '' : ` in ${fields.join(', ')}`}`;
    }
    case 'SpotCheckInconclusive':
      return `${subjectText(fact.data.subject)}: ${fact.data.cause}`;
    case 'TaskBatchCompleted': {
      const { batch, task, results, cutoffMs } = fact.data;
      return `${task} batch ${batch}, ${plural(results.length, 'result')}, cut off at ${cutoffMs} ms`;
    }
    case 'MonitorPinged':
      return `${plural(fact.data.results.length, 'miner')} pinged`;
    case 'QueryIssued':
      return `query ${fact.data.query} to ${plural(fact.data.hotkeys.length, 'miner')}, within ${fact.data.timeoutMs} ms`;
    case 'ItemsReturned': {
      const { query, hotkey, itemIds, part, parts, latencyMs } = fact.data;
      return `${plural(itemIds.length, 'item')} of ${brief(hotkey)} to ${query} in ${latencyMs} ms, part ${part + 1} of ${parts}`;
    }
    case 'ItemsMeasured': {
      const { query, hotkey, fresh, matching, unfit } = fact.data;
      return `answer of ${brief(hotkey)} to ${query}: ${fresh} fresh, ${matching} matching, ${unfit.length} unfit`;
    }
    case 'EvidenceListed':
      return `${fact.data.count} facts, root ${short(fact.data.root)}`;
    default:
      return JSON.stringify((fact as { readonly data: unknown }).data);
  }
};

type Checked = Extract<Fact, { readonly type: 'SpotCheckPassed' }>['data']['subject'];
const subjectText = (subject: Checked): string =>
  'row' in subject ? `row ${subject.row} of ${subject.zipcode}` : `item ${subject.item} of ${subject.query}`;

/** A fact in a few words: type, block, what it says, and who says so. */
export const factText = (fact: Fact): string => {
  const by = fact.by === undefined ? '' : `, by ${brief(fact.by)}`;
  return visible(clip(`${fact.type} at block ${fact.block}: ${dataText(fact)}${by}`, TEXT_MAX));
};
