/** The JSON document of a workflow ↔ the graph of the canvas. Never throws: what cannot be read is said. */
import {
  CURRENT_FORMAT,
  emptyGraph,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type Json,
  type JsonObject,
  MAIN,
  type Point,
  type StickyNote,
} from "./model";

export interface Parsed {
  graph: Graph;
  /** Why the document can only be looked at, "" when it can be edited. */
  refusal: string;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);
const object = (value: unknown): JsonObject => (isObject(value) ? value : {});
const finite = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function parsePoint(value: unknown): Point {
  const point = object(value);
  return { x: finite(point.x), y: finite(point.y) };
}

function parseNode(raw: JsonObject): GraphNode {
  const id = text(raw.id);
  return {
    ...raw,
    id,
    type: text(raw.type),
    type_version: finite(raw.type_version) || 1,
    name: text(raw.name, id) || id,
    position: parsePoint(raw.position),
    parent: text(raw.parent) || null,
    config: object(raw.config),
    settings: object(raw.settings),
    note: text(raw.note),
    disabled: raw.disabled === true,
    pin: isObject(raw.pin) && "value" in raw.pin ? { value: raw.pin.value as Json } : null,
  };
}

function parseEdge(raw: JsonObject, taken: ReadonlyMap<string, GraphEdge>): GraphEdge {
  const edge = {
    ...raw,
    source: text(raw.source),
    source_port: text(raw.source_port, MAIN) || MAIN,
    target: text(raw.target),
    target_port: text(raw.target_port, MAIN) || MAIN,
  };
  return { ...edge, id: text(raw.id) || edgeId(edge, taken) };
}

function parseNote(raw: JsonObject, index: number): StickyNote {
  const size = object(raw.size);
  return {
    ...raw,
    id: text(raw.id) || `note_${index + 1}`,
    text: text(raw.text),
    position: parsePoint(raw.position),
    size: { width: finite(size.width) || 200, height: finite(size.height) || 120 },
    color: text(raw.color, "yellow"),
  };
}

/** A name for an edge that says what it joins and is not taken yet. */
export function edgeId(edge: Omit<GraphEdge, "id">, taken: ReadonlyMap<string, GraphEdge>): string {
  const port = edge.source_port === MAIN ? "" : `.${edge.source_port}`;
  const into = edge.target_port === MAIN ? "" : `.${edge.target_port}`;
  const base = `${edge.source}${port}-${edge.target}${into}`;
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  return id;
}

export function parseDocument(document: unknown): Parsed {
  if (!isObject(document))
    return { graph: emptyGraph(), refusal: "This workflow's document cannot be read." };
  const { format, nodes, edges, notes, inputs, settings, ...rest } = document;
  const allNodes = new Map<string, GraphNode>();
  for (const raw of list(nodes)) {
    if (isObject(raw) && text(raw.id)) allNodes.set(text(raw.id), parseNode(raw));
  }
  const allEdges = new Map<string, GraphEdge>();
  for (const raw of list(edges)) {
    if (!isObject(raw) || !allNodes.has(text(raw.source)) || !allNodes.has(text(raw.target))) continue;
    const edge = parseEdge(raw, allEdges);
    allEdges.set(edge.id, edge);
  }
  const allNotes = new Map<string, StickyNote>();
  list(notes).forEach((raw, index) => {
    if (!isObject(raw)) return;
    const note = parseNote(raw, index);
    allNotes.set(note.id, note);
  });
  const graph: Graph = {
    nodes: allNodes,
    edges: allEdges,
    notes: allNotes,
    inputs: object(inputs),
    settings: object(settings),
    rest,
  };
  const newer = finite(format) > CURRENT_FORMAT;
  return {
    graph,
    refusal: newer
      ? `This workflow was saved by a newer Quintet (format ${finite(format)}). You can look at it; update Quintet to edit it.`
      : "",
  };
}

export function dumpDocument(graph: Graph): JsonObject {
  return {
    ...graph.rest,
    format: CURRENT_FORMAT,
    nodes: [...graph.nodes.values()] as unknown as Json,
    edges: [...graph.edges.values()] as unknown as Json,
    inputs: graph.inputs,
    settings: graph.settings,
    notes: [...graph.notes.values()] as unknown as Json,
  };
}

/** Whether the document gave positions, or a layout has to be made on opening. */
export function hasPositions(document: unknown): boolean {
  const nodes = list(object(document).nodes);
  return nodes.length < 2 || nodes.some((node) => isObject(node) && isObject(node.position));
}
