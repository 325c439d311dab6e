/** What differs between two graphs, as parts that can be applied and turned round: the stuff of undo. */
import type { Graph, GraphEdge, GraphNode, JsonObject, StickyNote } from "./model";

type Keyed = "nodes" | "edges" | "notes";
type Whole = "inputs" | "settings" | "rest";

export type Part =
  | { of: "nodes"; id: string; before: GraphNode | undefined; after: GraphNode | undefined }
  | { of: "edges"; id: string; before: GraphEdge | undefined; after: GraphEdge | undefined }
  | { of: "notes"; id: string; before: StickyNote | undefined; after: StickyNote | undefined }
  | { of: Whole; before: JsonObject; after: JsonObject };

type KeyedPart = Extract<Part, { id: string }>;

export interface Change {
  label: string;
  /** Changes that follow one another with the same key are one step of undo. */
  key: string;
  parts: Part[];
}

function keyedParts(of: Keyed, before: Graph, after: Graph): Part[] {
  if (before[of] === after[of]) return [];
  const parts: Part[] = [];
  const was = before[of] as ReadonlyMap<string, unknown>;
  const is = after[of] as ReadonlyMap<string, unknown>;
  for (const [id, thing] of was) {
    if (is.get(id) !== thing) parts.push({ of, id, before: thing, after: is.get(id) } as Part);
  }
  for (const [id, thing] of is) {
    if (!was.has(id)) parts.push({ of, id, before: undefined, after: thing } as Part);
  }
  return parts;
}

/** Things are immutable, so what is the same object is the same. */
export function difference(before: Graph, after: Graph): Part[] {
  const parts = (["nodes", "edges", "notes"] as const).flatMap((of) => keyedParts(of, before, after));
  for (const of of ["inputs", "settings", "rest"] as const) {
    if (before[of] !== after[of]) parts.push({ of, before: before[of], after: after[of] });
  }
  return parts;
}

export function inverse(parts: readonly Part[]): Part[] {
  return parts.map((part) => ({ ...part, before: part.after, after: part.before }) as Part).reverse();
}

export function applyParts(graph: Graph, parts: readonly Part[]): Graph {
  const copies: { [of in Keyed]?: Map<string, unknown> } = {};
  const whole: { [of in Whole]?: JsonObject } = {};
  for (const part of parts) {
    if (part.of === "inputs" || part.of === "settings" || part.of === "rest") {
      whole[part.of] = part.after;
      continue;
    }
    const { of, id, after } = part as KeyedPart;
    const copy = copies[of] ?? new Map<string, unknown>(graph[of]);
    copies[of] = copy;
    if (after === undefined) copy.delete(id);
    else copy.set(id, after);
  }
  return { ...graph, ...copies, ...whole } as Graph;
}
