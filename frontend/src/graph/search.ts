/** Finding node types by name, word or purpose, best first. */
import type { NodeType } from "./nodeType";

/** How well the query fits, 0 for not at all. Every word has to be found somewhere. */
export function fitness(type: NodeType, query: string): number {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  let total = 0;
  for (const word of words) {
    const best = fitWord(type, word);
    if (best === 0) return 0;
    total += best;
  }
  return words.length === 0 ? 1 : total;
}

function fitWord(type: NodeType, word: string): number {
  const title = type.title.toLowerCase();
  if (title === word) return 120;
  if (title.startsWith(word)) return 100;
  if (title.split(/\W+/).some((part) => part.startsWith(word))) return 80;
  if (type.keywords.some((keyword) => keyword.toLowerCase().startsWith(word))) return 60;
  if (title.includes(word)) return 50;
  if (type.key.includes(word) || type.group.toLowerCase().startsWith(word)) return 40;
  if (type.summary.toLowerCase().includes(word)) return 30;
  if (type.keywords.some((keyword) => keyword.toLowerCase().includes(word))) return 20;
  return word.length > 2 && isSubsequence(word, title) ? 10 : 0;
}

function isSubsequence(word: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === word[at]) at += 1;
  return at === word.length;
}

/** Offered first where nothing was searched: what most workflows begin with. Others follow by title. */
const COMMON = [
  "trigger.manual",
  "trigger.schedule",
  "trigger.webhook",
  "trigger.form",
  "flow.if",
  "flow.for_each",
  "flow.end",
  "data.set",
  "web.http_request",
];

function commonness(type: NodeType): number {
  const at = COMMON.indexOf(type.key);
  return at < 0 ? COMMON.length : at;
}

export function findTypes(types: Iterable<NodeType>, query: string): NodeType[] {
  return [...types]
    .map((type) => ({ type, score: fitness(type, query) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        commonness(a.type) - commonness(b.type) ||
        a.type.title.localeCompare(b.type.title),
    )
    .map(({ type }) => type);
}
