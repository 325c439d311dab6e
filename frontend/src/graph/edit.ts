/** The changes a person makes to nodes and edges, each a function from graph to graph. */
import { type Connection, findEdge, refusal } from "./connect";
import { edgeId } from "./document";
import { CARD, GRID, snapPoint } from "./geometry";
import {
  absolutePosition,
  changeNode,
  edgesAt,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type JsonObject,
  type Point,
  withDescendants,
  withNode,
  withNodes,
} from "./model";
import { freeId, freeName, slug } from "./names";
import type { Catalogue, NodeType } from "./nodeType";
import { portsOf } from "./ports";

const GAP = 64;

export function newNode(graph: Graph, type: NodeType, position: Point, parent: string | null): GraphNode {
  const names = new Set([...graph.nodes.values()].map((node) => node.name));
  return {
    id: freeId(slug(type.title), graph.nodes),
    type: type.key,
    type_version: type.version,
    name: freeName(type.title, names),
    position: snapPoint(position),
    parent,
    config: startConfig(type),
    settings: {},
    note: "",
    disabled: false,
    pin: null,
  };
}

/**
 * What the schema gives as defaults, so that the face of a fresh card already says something.
 * A default of null means that nothing is set, which is not the same as a null that somebody set.
 */
function startConfig(type: NodeType): JsonObject {
  const config: JsonObject = {};
  const properties = type.schema.properties;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return config;
  for (const [name, spec] of Object.entries(properties)) {
    const fallback = typeof spec === "object" && spec !== null && !Array.isArray(spec) ? spec.default : null;
    if (fallback !== undefined && fallback !== null) config[name] = fallback;
  }
  return config;
}

export function connect(graph: Graph, catalogue: Catalogue, wanted: Connection): Graph {
  if (refusal(graph, catalogue, wanted)) return graph;
  return joinUp(graph, wanted);
}

function joinUp(graph: Graph, wanted: Connection): Graph {
  if (findEdge(graph, wanted)) return graph;
  const edge: GraphEdge = { ...wanted, id: edgeId(wanted, graph.edges) };
  return { ...graph, edges: new Map(graph.edges).set(edge.id, edge) };
}

export function removeEdges(graph: Graph, ids: Iterable<string>): Graph {
  const edges = new Map(graph.edges);
  for (const id of ids) edges.delete(id);
  return edges.size === graph.edges.size ? graph : { ...graph, edges };
}

/** Takes nodes away with all that is inside them and all lines to them. */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = withDescendants(graph, ids);
  const nodes = new Map(graph.nodes);
  for (const id of gone) nodes.delete(id);
  const edges = new Map(
    [...graph.edges].filter(([, edge]) => !gone.has(edge.source) && !gone.has(edge.target)),
  );
  return { ...graph, nodes, edges };
}

/** Takes nodes out of their lines: what came before is joined to what came after. */
export function removeAndReconnect(graph: Graph, catalogue: Catalogue, ids: Iterable<string>): Graph {
  let result = graph;
  for (const id of ids) {
    const { incoming, outgoing } = edgesAt(result, id);
    result = removeNodes(result, [id]);
    for (const before of incoming) {
      for (const after of outgoing) {
        result = connect(result, catalogue, {
          source: before.source,
          source_port: before.source_port,
          target: after.target,
          target_port: after.target_port,
        });
      }
    }
  }
  return result;
}

export interface Placing {
  position: Point;
  parent: string | null;
  after?: { node: string; port: string };
  before?: { node: string; port: string };
  edge?: string;
}

/** A new node, joined to what it was drawn from or spliced into the line it was dropped on. */
export function insertNode(
  graph: Graph,
  catalogue: Catalogue,
  type: NodeType,
  placing: Placing,
): { graph: Graph; id: string } {
  const node = newNode(graph, type, placing.position, placing.parent);
  let result = withNode(graph, node);
  const ports = portsOf(node, type);
  const into = ports.inputs[0]?.key;
  const out = ports.outputs[0]?.key;
  if (placing.edge) result = splice(result, catalogue, placing.edge, node.id);
  if (placing.after && into) {
    result = connect(result, catalogue, {
      source: placing.after.node,
      source_port: placing.after.port,
      target: node.id,
      target_port: into,
    });
  }
  if (placing.before && out) {
    result = connect(result, catalogue, {
      source: node.id,
      source_port: out,
      target: placing.before.node,
      target_port: placing.before.port,
    });
  }
  return { graph: result, id: node.id };
}

/** Puts a node into a line. What follows moves right when there is no room between. */
export function splice(graph: Graph, catalogue: Catalogue, edge: string, id: string): Graph {
  const line = graph.edges.get(edge);
  const node = graph.nodes.get(id);
  const source = line && graph.nodes.get(line.source);
  const target = line && graph.nodes.get(line.target);
  if (!line || !node || !source || !target || line.source === id || line.target === id) return graph;
  const ports = portsOf(node, catalogue.get(node.type));
  const [into] = ports.inputs;
  const [out] = ports.outputs;
  if (!into || !out) return graph;
  let result = removeEdges(graph, [edge]);
  result = connect(result, catalogue, { ...line, target: id, target_port: into.key });
  result = connect(result, catalogue, { ...line, source: id, source_port: out.key });
  return makeRoom(result, id, line.target);
}

function makeRoom(graph: Graph, id: string, follower: string): Graph {
  const node = graph.nodes.get(id);
  const next = graph.nodes.get(follower);
  if (!node || !next || node.parent !== next.parent) return graph;
  const missing = node.position.x + CARD.width + GAP - next.position.x;
  if (missing <= 0) return graph;
  const moved = new Set<string>();
  const open = [follower];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (moved.has(at) || at === id) continue;
    moved.add(at);
    for (const edge of edgesAt(graph, at).outgoing) open.push(edge.target);
  }
  const by = Math.ceil(missing / GRID) * GRID;
  return moveNodes(
    graph,
    [...moved].map((nodeId) => {
      const at = graph.nodes.get(nodeId)?.position ?? { x: 0, y: 0 };
      return [nodeId, { x: at.x + by, y: at.y }];
    }),
  );
}

export function moveNodes(graph: Graph, to: Iterable<readonly [string, Point]>): Graph {
  const moved: GraphNode[] = [];
  for (const [id, position] of to) {
    const node = graph.nodes.get(id);
    if (node && (node.position.x !== position.x || node.position.y !== position.y))
      moved.push({ ...node, position });
  }
  return moved.length > 0 ? withNodes(graph, moved) : graph;
}

/** Puts nodes into a frame (or back on the sheet); lines that would cross its border are cut. */
export function moveInto(
  graph: Graph,
  ids: readonly string[],
  parent: string | null,
): { graph: Graph; cut: number } {
  const chosen = new Set(ids);
  const origin = parent ? absolutePosition(graph, parent) : { x: 0, y: 0 };
  let result = graph;
  for (const id of ids) {
    const node = graph.nodes.get(id);
    if (!node || node.parent === parent) continue;
    const at = absolutePosition(graph, id);
    result = changeNode(result, id, {
      parent,
      position: snapPoint({ x: at.x - origin.x, y: at.y - origin.y }),
    });
  }
  const crossing = [...result.edges.values()].filter((edge) => {
    if (!chosen.has(edge.source) && !chosen.has(edge.target)) return false;
    return result.nodes.get(edge.source)?.parent !== result.nodes.get(edge.target)?.parent;
  });
  return {
    graph: removeEdges(
      result,
      crossing.map((edge) => edge.id),
    ),
    cut: crossing.length,
  };
}

export function setDisabled(graph: Graph, ids: Iterable<string>, disabled: boolean): Graph {
  let result = graph;
  for (const id of ids) result = changeNode(result, id, { disabled });
  return result;
}

/** Where a node that follows another should stand: to its right, below what is there already. */
export function placeAfter(graph: Graph, id: string, outputIndex: number): Point {
  const node = graph.nodes.get(id);
  if (!node) return { x: 0, y: 0 };
  const x = node.position.x + CARD.width + GAP;
  let y = node.position.y + outputIndex * (CARD.height + 32);
  const busy = [...graph.nodes.values()].filter((other) => other.parent === node.parent && other.id !== id);
  const hits = () =>
    busy.some(
      (other) =>
        Math.abs(other.position.x - x) < CARD.width && Math.abs(other.position.y - y) < CARD.height + 16,
    );
  for (let tries = 0; tries < 200 && hits(); tries += 1) y += CARD.height + 32;
  return snapPoint({ x, y });
}
