import { highAt, type IdList, lowAt, pageAt } from './id-list.js';
import { addId, type HashKey, type IdTable, tableFor } from './id-table.js';

/** Ids, each once, in order of first occurrence, and how many repeats were dropped. */
export interface Distinct {
  readonly ids: IdList;
  readonly repeats: number;
}

const join = (lists: readonly IdList[], length: number): IdList => {
  const words = new Uint32Array(2 * length);
  const pages = lists.some((list) => list.pages !== undefined) ? new Uint8Array(length) : undefined;
  let at = 0;
  for (const list of lists) {
    words.set(list.words, 2 * at);
    if (list.pages !== undefined) pages?.set(list.pages, at);
    at += list.length;
  }
  return { length, words, pages };
};

/** The list without the positions that are not kept. */
const only = (list: IdList, keeps: Uint8Array, length: number): IdList => {
  const words = new Uint32Array(2 * length);
  const pages = list.pages === undefined ? undefined : new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < list.length; i += 1) {
    if (keeps[i] === 0) continue;
    words[2 * at] = highAt(list, i);
    words[2 * at + 1] = lowAt(list, i);
    if (pages !== undefined) pages[at] = pageAt(list, i);
    at += 1;
  }
  return { length, words, pages };
};

/** True when ids of page 0 strictly ascend, or strictly descend as posts do: then none is there twice, and no table is needed. */
const isSorted = ({ length, words, pages }: IdList): boolean => {
  if (pages !== undefined) return false;
  let [ascends, descends] = [true, true];
  for (let i = 2; i < 2 * length && (ascends || descends); i += 2) {
    const apart = (words[i] as number) - (words[i - 2] as number);
    const order = apart === 0 ? (words[i + 1] as number) - (words[i - 1] as number) : apart;
    ascends &&= order > 0;
    descends &&= order < 0;
  }
  return ascends || descends;
};

/** The distinct ids of lists that follow each other (rule 2). `key` is one that nobody knew when the ids were chosen. */
export const distinctIds = (lists: readonly IdList[], key: HashKey): Distinct => {
  const [first] = lists;
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  const all = first !== undefined && lists.length === 1 ? first : join(lists, total);
  if (isSorted(all)) return { ids: all, repeats: 0 };
  const seen: (IdTable | undefined)[] = [];
  const keeps = new Uint8Array(total);
  let kept = 0;
  for (let i = 0; i < total; i += 1) {
    const page = pageAt(all, i);
    const table = seen[page] ?? tableFor(key, page === 0 ? total : 0);
    seen[page] = table;
    if (!addId(table, key, highAt(all, i), lowAt(all, i))) continue;
    keeps[i] = 1;
    kept += 1;
  }
  return { ids: kept === total ? all : only(all, keeps, kept), repeats: total - kept };
};
