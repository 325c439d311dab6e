/** Tidy up: a layout from left to right, frames laid out from the inside. */
import * as dagre from "@dagrejs/dagre";
import { moveNodes } from "./edit";
import { FRAME_HEADER, FRAME_PADDING, type Size, sizesOf, snap } from "./geometry";
import type { Graph, GraphNode, Point } from "./model";
import { type Catalogue, isContainer } from "./nodeType";

const RANK_GAP = 72;
const NODE_GAP = 32;

function arrange(nodes: GraphNode[], graph: Graph, sizes: ReadonlyMap<string, Size>): Map<string, Point> {
  const plan = new dagre.graphlib.Graph({ multigraph: true });
  plan.setGraph({ rankdir: "LR", ranksep: RANK_GAP, nodesep: NODE_GAP, edgesep: 16 });
  plan.setDefaultEdgeLabel(() => ({}));
  const here = new Set(nodes.map((node) => node.id));
  for (const node of nodes) plan.setNode(node.id, { ...sizes.get(node.id) });
  for (const edge of graph.edges.values()) {
    if (here.has(edge.source) && here.has(edge.target)) plan.setEdge(edge.source, edge.target, {}, edge.id);
  }
  dagre.layout(plan);
  const placed = new Map<string, Point>();
  for (const node of nodes) {
    const found = plan.node(node.id);
    const size = sizes.get(node.id);
    if (found && size)
      placed.set(node.id, { x: (found.x ?? 0) - size.width / 2, y: (found.y ?? 0) - size.height / 2 });
  }
  return placed;
}

function shifted(placed: ReadonlyMap<string, Point>, origin: Point): [string, Point][] {
  const left = Math.min(...[...placed.values()].map((point) => point.x));
  const top = Math.min(...[...placed.values()].map((point) => point.y));
  return [...placed].map(([id, point]) => [
    id,
    { x: snap(point.x - left + origin.x), y: snap(point.y - top + origin.y) },
  ]);
}

/** Everything, or only the given nodes, laid out anew around where they are. */
export function tidy(graph: Graph, catalogue: Catalogue, only?: ReadonlySet<string>): Graph {
  const byParent = new Map<string | null, GraphNode[]>();
  for (const node of graph.nodes.values()) {
    if (only && !only.has(node.id)) continue;
    const list = byParent.get(node.parent);
    if (list) list.push(node);
    else byParent.set(node.parent, [node]);
  }
  const depth = (parent: string | null): number =>
    parent === null ? 0 : 1 + depth(graph.nodes.get(parent)?.parent ?? null);
  const levels = [...byParent.keys()].sort((a, b) => depth(b) - depth(a));
  let result = graph;
  for (const parent of levels) {
    const nodes = (byParent.get(parent) ?? []).flatMap((node) => result.nodes.get(node.id) ?? []);
    const placed = arrange(nodes, result, sizesOf(result, catalogue));
    if (placed.size === 0) continue;
    const corner = {
      x: Math.min(...nodes.map((node) => node.position.x)),
      y: Math.min(...nodes.map((node) => node.position.y)),
    };
    const inFrame = parent !== null && isContainer(catalogue.get(result.nodes.get(parent)?.type ?? ""));
    const origin = inFrame && !only ? { x: FRAME_PADDING, y: FRAME_HEADER + FRAME_PADDING } : corner;
    result = moveNodes(result, shifted(placed, origin));
  }
  return result;
}

export type Alignment = "left" | "centre" | "right" | "top" | "middle" | "bottom";

/** Lines nodes of one level up by an edge or a middle. */
export function align(graph: Graph, catalogue: Catalogue, ids: readonly string[], how: Alignment): Graph {
  const sizes = sizesOf(graph, catalogue);
  const boxes = ids.flatMap((id) => {
    const node = graph.nodes.get(id);
    const size = sizes.get(id);
    return node && size ? [{ id, ...node.position, ...size }] : [];
  });
  if (boxes.length < 2) return graph;
  const left = Math.min(...boxes.map((box) => box.x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = Math.min(...boxes.map((box) => box.y));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const place = {
    left: (box: (typeof boxes)[0]) => ({ x: left, y: box.y }),
    centre: (box: (typeof boxes)[0]) => ({ x: (left + right - box.width) / 2, y: box.y }),
    right: (box: (typeof boxes)[0]) => ({ x: right - box.width, y: box.y }),
    top: (box: (typeof boxes)[0]) => ({ x: box.x, y: top }),
    middle: (box: (typeof boxes)[0]) => ({ x: box.x, y: (top + bottom - box.height) / 2 }),
    bottom: (box: (typeof boxes)[0]) => ({ x: box.x, y: bottom - box.height }),
  }[how];
  return moveNodes(
    graph,
    boxes.map((box) => [box.id, place(box)]),
  );
}

/** Gives nodes the same gap between them along one axis. */
export function distribute(
  graph: Graph,
  catalogue: Catalogue,
  ids: readonly string[],
  axis: "x" | "y",
): Graph {
  const sizes = sizesOf(graph, catalogue);
  const side = axis === "x" ? "width" : "height";
  const boxes = ids
    .flatMap((id) => {
      const node = graph.nodes.get(id);
      const size = sizes.get(id);
      return node && size ? [{ id, at: node.position, extent: size[side] }] : [];
    })
    .sort((a, b) => a.at[axis] - b.at[axis]);
  const first = boxes[0];
  const last = boxes.at(-1);
  if (!first || !last || boxes.length < 3) return graph;
  const room = last.at[axis] + last.extent - first.at[axis] - boxes.reduce((sum, box) => sum + box.extent, 0);
  const gap = room / (boxes.length - 1);
  let at = first.at[axis];
  const places = boxes.map((box): [string, Point] => {
    const place = { ...box.at, [axis]: snap(at) };
    at += box.extent + gap;
    return [box.id, place];
  });
  return moveNodes(graph, places);
}
