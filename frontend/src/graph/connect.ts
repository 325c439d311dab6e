/** Whether two ports may be joined, and if not, why in a sentence. Edges never form a cycle (R2). */
import type { Graph, GraphEdge } from "./model";
import { type Catalogue, isTrigger } from "./nodeType";
import { portsIn } from "./ports";

export type Connection = Omit<GraphEdge, "id">;

function neighbours(graph: Graph, from: "source" | "target"): Map<string, string[]> {
  const to = from === "source" ? "target" : "source";
  const table = new Map<string, string[]>();
  for (const edge of graph.edges.values()) {
    const found = table.get(edge[from]);
    if (found) found.push(edge[to]);
    else table.set(edge[from], [edge[to]]);
  }
  return table;
}

/** The nodes from `start` to `goal` along the edges, or null when there is no way. */
export function pathBetween(graph: Graph, start: string, goal: string): string[] | null {
  const next = neighbours(graph, "source");
  const cameFrom = new Map<string, string>([[start, ""]]);
  const open = [start];
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    if (node === goal) {
      const path = [node];
      for (let at = cameFrom.get(node); at; at = cameFrom.get(at)) path.unshift(at);
      return path;
    }
    for (const follower of next.get(node) ?? []) {
      if (cameFrom.has(follower)) continue;
      cameFrom.set(follower, node);
      open.push(follower);
    }
  }
  return null;
}

function reach(start: string, table: Map<string, string[]>): Set<string> {
  const found = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of table.get(node) ?? []) {
      if (!found.has(other)) {
        found.add(other);
        open.push(other);
      }
    }
  }
  return found;
}

export const upstreamOf = (graph: Graph, id: string): Set<string> => reach(id, neighbours(graph, "target"));
export const downstreamOf = (graph: Graph, id: string): Set<string> => reach(id, neighbours(graph, "source"));

export interface Refusal {
  /** The same code that the server's validation gives. */
  code: string;
  message: string;
}

/** Why this connection may not be made, or null when it may. */
export function whyNot(graph: Graph, catalogue: Catalogue, wanted: Connection): Refusal | null {
  const source = graph.nodes.get(wanted.source);
  const target = graph.nodes.get(wanted.target);
  if (!source || !target) return { code: "dangling_edge", message: "One of the two nodes is gone." };
  if (source === target) {
    return { code: "cycle", message: "A node cannot follow itself. Put it into a loop to repeat it." };
  }
  if (isTrigger(catalogue.get(target.type))) {
    return {
      code: "edge_into_trigger",
      message: `“${target.name}” starts the workflow; nothing comes before it.`,
    };
  }
  if (source.parent !== target.parent) {
    return { code: "edge_across_border", message: "A line cannot cross the border of a frame." };
  }
  if (!portsIn(graph.nodes, source.id, catalogue).outputs.some((port) => port.key === wanted.source_port)) {
    return { code: "unknown_port", message: `“${source.name}” has no output “${wanted.source_port}”.` };
  }
  if (!portsIn(graph.nodes, target.id, catalogue).inputs.some((port) => port.key === wanted.target_port)) {
    return { code: "unknown_port", message: `“${target.name}” takes no input there.` };
  }
  if (findEdge(graph, wanted)) return { code: "doubled_edge", message: "These two are joined already." };
  return circle(graph, wanted);
}

function circle(graph: Graph, wanted: Connection): Refusal | null {
  const back = pathBetween(graph, wanted.target, wanted.source);
  if (!back) return null;
  const names = [...back, wanted.target].map((id) => graph.nodes.get(id)?.name ?? id);
  return {
    code: "cycle",
    message: `That would go round in a circle: ${names.join(" → ")}. Use a loop instead.`,
  };
}

/** The same as a sentence, "" when the connection may be made. */
export const refusal = (graph: Graph, catalogue: Catalogue, wanted: Connection): string =>
  whyNot(graph, catalogue, wanted)?.message ?? "";

export function findEdge(graph: Graph, wanted: Connection): GraphEdge | undefined {
  for (const edge of graph.edges.values()) {
    if (
      edge.source === wanted.source &&
      edge.target === wanted.target &&
      edge.source_port === wanted.source_port &&
      edge.target_port === wanted.target_port
    ) {
      return edge;
    }
  }
  return undefined;
}

/** All nodes that a line from (or into) this node may be dropped on: worked out once, when the drag starts. */
export function possibleEnds(
  graph: Graph,
  catalogue: Catalogue,
  id: string,
  side: "source" | "target",
): Set<string> {
  const node = graph.nodes.get(id);
  if (!node) return new Set();
  const closed = side === "source" ? upstreamOf(graph, id) : downstreamOf(graph, id);
  const fits = new Set<string>();
  for (const other of graph.nodes.values()) {
    if (closed.has(other.id) || other.parent !== node.parent) continue;
    const ports = portsIn(graph.nodes, other.id, catalogue);
    if ((side === "source" ? ports.inputs : ports.outputs).length > 0) fits.add(other.id);
  }
  return fits;
}
