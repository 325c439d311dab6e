/** Undo and redo without limit. Pure: each move gives a new history and the graph to show. */
import { applyParts, type Change, difference, inverse, type Part } from "./changes";
import type { Graph } from "./model";

export interface History {
  done: readonly Change[];
  undone: readonly Change[];
}

export const emptyHistory: History = { done: [], undone: [] };

function joined(earlier: readonly Part[], later: readonly Part[]): Part[] {
  const byThing = new Map<string, Part>();
  for (const part of [...earlier, ...later]) {
    const name = "id" in part ? `${part.of}/${part.id}` : part.of;
    const first = byThing.get(name);
    byThing.set(name, first ? ({ ...part, before: first.before } as Part) : part);
  }
  return [...byThing.values()].filter((part) => part.before !== part.after);
}

export function record(history: History, before: Graph, after: Graph, label: string, key = ""): History {
  const parts = difference(before, after);
  if (parts.length === 0) return history;
  const last = history.done.at(-1);
  if (key !== "" && last?.key === key && history.undone.length === 0) {
    return {
      done: [...history.done.slice(0, -1), { label, key, parts: joined(last.parts, parts) }],
      undone: [],
    };
  }
  return { done: [...history.done, { label, key, parts }], undone: [] };
}

/** The next change with the same key starts a step of its own. */
export function seal(history: History): History {
  const last = history.done.at(-1);
  if (!last || last.key === "") return history;
  return { ...history, done: [...history.done.slice(0, -1), { ...last, key: "" }] };
}

export interface Step {
  history: History;
  graph: Graph;
  change: Change;
}

export function undo(history: History, graph: Graph): Step | null {
  const change = history.done.at(-1);
  if (!change) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, { ...change, key: "" }] },
    graph: applyParts(graph, inverse(change.parts)),
    change,
  };
}

export function redo(history: History, graph: Graph): Step | null {
  const change = history.undone.at(-1);
  if (!change) return null;
  return {
    history: { done: [...history.done, change], undone: history.undone.slice(0, -1) },
    graph: applyParts(graph, change.parts),
    change,
  };
}
