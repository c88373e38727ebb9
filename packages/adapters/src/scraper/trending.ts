import type { QueryIssued } from '@subnet-scoring/core';
import type { Source } from './port.js';

/** Texts to ask miners for, and where they are from. */
export interface Queries {
  readonly source: QueryIssued['data']['source'];
  readonly texts: readonly string[];
}

const TEXT_MAX = 1024;
const TEXTS_MAX = 1000;
const PLAIN = /^[^\p{Cc}\p{Cs}]+$/u;

const textsOf = (body: Uint8Array): readonly string[] => {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    if (!Array.isArray(parsed)) return [];
    const texts = parsed.filter((u): u is string => typeof u === 'string' && u.length <= TEXT_MAX && PLAIN.test(u));
    return [...new Set(texts)].slice(0, TEXTS_MAX);
  } catch {
    return [];
  }
};

/** The trending texts of a source, a list of texts in JSON; the recorded ones when it gives none. QueryIssued says which. */
export const trendingQueries = async (source: Source, path: string, fallback: readonly string[]): Promise<Queries> => {
  const looked = await source.look(path);
  const texts = looked.kind === 'answered' && looked.answer.status === 200 ? textsOf(looked.answer.body) : [];
  return texts.length > 0 ? { source: 'trending', texts } : { source: 'fallback', texts: fallback };
};
