/** What a workflow is on the canvas: nodes, edges and sticky notes, immutable, with unknown keys kept. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface Point {
  x: number;
  y: number;
}

export interface GraphNode {
  id: string;
  type: string;
  type_version: number;
  name: string;
  position: Point;
  parent: string | null;
  config: JsonObject;
  settings: JsonObject;
  note: string;
  disabled: boolean;
  pin: { value: Json } | null;
  /** Whether a container is drawn closed. Kept by the server as an unknown key. */
  folded?: boolean;
}

export interface GraphEdge {
  id: string;
  source: string;
  source_port: string;
  target: string;
  target_port: string;
}

export interface StickyNote {
  id: string;
  text: string;
  position: Point;
  size: { width: number; height: number };
  color: string;
}

export interface Graph {
  nodes: ReadonlyMap<string, GraphNode>;
  edges: ReadonlyMap<string, GraphEdge>;
  notes: ReadonlyMap<string, StickyNote>;
  inputs: JsonObject;
  settings: JsonObject;
  /** Keys of the document that this front end does not know. */
  rest: JsonObject;
}

export const CURRENT_FORMAT = 1;
export const MAIN = "main";
export const ERROR = "error";

export function emptyGraph(): Graph {
  return { nodes: new Map(), edges: new Map(), notes: new Map(), inputs: {}, settings: {}, rest: {} };
}

export function withNode(graph: Graph, node: GraphNode): Graph {
  return { ...graph, nodes: new Map(graph.nodes).set(node.id, node) };
}

export function withNodes(graph: Graph, nodes: Iterable<GraphNode>): Graph {
  const all = new Map(graph.nodes);
  for (const node of nodes) all.set(node.id, node);
  return { ...graph, nodes: all };
}

/** The node changed, or the same graph when there is no such node. */
export function changeNode(graph: Graph, id: string, change: Partial<GraphNode>): Graph {
  const node = graph.nodes.get(id);
  return node ? withNode(graph, { ...node, ...change }) : graph;
}

export function childrenOf(graph: Graph, parent: string | null): GraphNode[] {
  return [...graph.nodes.values()].filter((node) => node.parent === parent);
}

/** Every node inside the given ones, at any depth, the given ones included. */
export function withDescendants(graph: Graph, ids: Iterable<string>): Set<string> {
  const inside = new Set(ids);
  let grew = true;
  while (grew) {
    grew = false;
    for (const node of graph.nodes.values()) {
      if (node.parent && inside.has(node.parent) && !inside.has(node.id)) {
        inside.add(node.id);
        grew = true;
      }
    }
  }
  return inside;
}

/** Where a node is on the sheet: positions inside a container are relative to its frame. */
export function absolutePosition(graph: Graph, id: string): Point {
  let { x, y } = graph.nodes.get(id)?.position ?? { x: 0, y: 0 };
  const seen = new Set([id]);
  let parent = graph.nodes.get(id)?.parent;
  while (parent && !seen.has(parent)) {
    seen.add(parent);
    const frame = graph.nodes.get(parent);
    if (!frame) break;
    x += frame.position.x;
    y += frame.position.y;
    parent = frame.parent;
  }
  return { x, y };
}

export function edgesAt(graph: Graph, id: string): { incoming: GraphEdge[]; outgoing: GraphEdge[] } {
  const incoming: GraphEdge[] = [];
  const outgoing: GraphEdge[] = [];
  for (const edge of graph.edges.values()) {
    if (edge.target === id) incoming.push(edge);
    if (edge.source === id) outgoing.push(edge);
  }
  return { incoming, outgoing };
}
