/** Copy and paste as JSON text: between workflows, browsers and people. */
import { edgeId, parseDocument } from "./document";
import { snap } from "./geometry";
import {
  absolutePosition,
  type Graph,
  type GraphNode,
  type Point,
  type StickyNote,
  withDescendants,
} from "./model";
import { freeId, freeName } from "./names";
import type { Catalogue } from "./nodeType";
import { rewriteNode } from "./references";

const MARK = "quintet/nodes";
export const MAX_PASTE_CHARACTERS = 5_000_000;
const MAX_PASTE_NODES = 2_000;

export function copyAsText(graph: Graph, ids: Iterable<string>, notes: Iterable<string> = []): string {
  const chosen = withDescendants(graph, ids);
  const nodes = [...graph.nodes.values()]
    .filter((node) => chosen.has(node.id))
    .map((node) =>
      node.parent && !chosen.has(node.parent)
        ? { ...node, parent: null, position: absolutePosition(graph, node.id) }
        : node,
    );
  const edges = [...graph.edges.values()].filter(
    (edge) => chosen.has(edge.source) && chosen.has(edge.target),
  );
  const stickies = [...notes].flatMap((id) => graph.notes.get(id) ?? []);
  return JSON.stringify({ kind: MARK, format: 1, nodes, edges, notes: stickies }, null, 2);
}

export type Paste = { graph: Graph; nodes: string[]; notes: string[]; problem: "" } | { problem: string };

function readText(text: string): { value: unknown } | { problem: string } {
  if (text.length > MAX_PASTE_CHARACTERS)
    return { problem: "That is more than 5 MB of text. Import it as a file instead." };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: "The clipboard holds no nodes. Copy nodes here or in another workflow first." };
  }
}

/** Adds what the text holds, under free ids, with its top left corner at `at`. */
export function pasteText(
  graph: Graph,
  catalogue: Catalogue,
  text: string,
  at: Point,
  parent: string | null = null,
): Paste {
  const read = readText(text);
  if ("problem" in read) return read;
  const { graph: pasted, refusal } = parseDocument(read.value);
  if (refusal) return { problem: "The clipboard holds no nodes that this Quintet can read." };
  if (pasted.nodes.size === 0 && pasted.notes.size === 0) return { problem: "The clipboard holds no nodes." };
  if (pasted.nodes.size > MAX_PASTE_NODES) {
    return { problem: `That is ${pasted.nodes.size} nodes; ${MAX_PASTE_NODES} at once is the most.` };
  }
  return merge(graph, catalogue, pasted, at, parent);
}

function newNames(graph: Graph, pasted: Graph): Map<string, string> {
  const taken = new Set(graph.nodes.keys());
  const rename = new Map<string, string>();
  for (const id of pasted.nodes.keys()) {
    const free = freeId(id, taken);
    taken.add(free);
    rename.set(id, free);
  }
  return rename;
}

function merge(graph: Graph, catalogue: Catalogue, pasted: Graph, at: Point, parent: string | null): Paste {
  const rename = newNames(graph, pasted);
  const roots = [...pasted.nodes.values()].filter((node) => !node.parent || !pasted.nodes.has(node.parent));
  const corners: Point[] = [...roots, ...pasted.notes.values()].map((thing) => thing.position);
  const shift = {
    x: snap(at.x - Math.min(...corners.map((corner) => corner.x))),
    y: snap(at.y - Math.min(...corners.map((corner) => corner.y))),
  };
  const shifted = (point: Point): Point => ({ x: point.x + shift.x, y: point.y + shift.y });
  const names = new Set([...graph.nodes.values()].map((node) => node.name));
  const nodes = new Map(graph.nodes);
  for (const node of pasted.nodes.values()) {
    const id = rename.get(node.id) ?? node.id;
    const inside = node.parent ? rename.get(node.parent) : undefined;
    const name = freeName(node.name, names);
    names.add(name);
    const placed: GraphNode = {
      ...rewriteNode(node, catalogue, rename),
      id,
      name,
      parent: inside ?? parent,
      position: inside ? node.position : shifted(node.position),
    };
    nodes.set(id, placed);
  }
  const edges = new Map(graph.edges);
  for (const edge of pasted.edges.values()) {
    const source = rename.get(edge.source) ?? edge.source;
    const target = rename.get(edge.target) ?? edge.target;
    const id = edgeId({ ...edge, source, target }, edges);
    edges.set(id, { ...edge, id, source, target });
  }
  const notes = new Map(graph.notes);
  const newNotes: string[] = [];
  for (const note of pasted.notes.values()) {
    const sticky: StickyNote = { ...note, id: freeId(note.id, notes), position: shifted(note.position) };
    notes.set(sticky.id, sticky);
    newNotes.push(sticky.id);
  }
  return {
    graph: { ...graph, nodes, edges, notes },
    nodes: [...rename.values()],
    notes: newNotes,
    problem: "",
  };
}

/** A second set of the same nodes, a little to the right and below. */
export function duplicate(
  graph: Graph,
  catalogue: Catalogue,
  ids: readonly string[],
  notes: readonly string[],
): Paste {
  const roots = ids
    .flatMap((id) => graph.nodes.get(id) ?? [])
    .filter((node) => !(node.parent && ids.includes(node.parent)));
  const parents = new Set(roots.map((node) => node.parent));
  const parent = parents.size === 1 ? (roots[0]?.parent ?? null) : null;
  const corners = [
    ...roots.map((node) => (parent ? node.position : absolutePosition(graph, node.id))),
    ...notes.flatMap((id) => graph.notes.get(id)?.position ?? []),
  ];
  if (corners.length === 0) return { problem: "Nothing is selected." };
  const at = {
    x: Math.min(...corners.map((corner) => corner.x)) + 24,
    y: Math.min(...corners.map((corner) => corner.y)) + 80,
  };
  return pasteText(graph, catalogue, copyAsText(graph, ids, notes), at, parent);
}
