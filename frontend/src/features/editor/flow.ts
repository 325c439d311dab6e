/** The graph as React Flow wants it. What did not change stays the same object, so that only what changed is drawn. */
import { type Edge, type Node, type NodeHandle, Position } from "@xyflow/react";
import { CARD, portY, type Size } from "@/graph/geometry";
import type { Graph, GraphNode } from "@/graph/model";
import { type Catalogue, isContainer } from "@/graph/nodeType";
import { portsOf } from "@/graph/ports";

export type FlowNode = Node<Record<string, never>, "card" | "frame" | "note">;
export type FlowEdge = Edge<Record<string, never>, "line">;

const NOTHING: Record<string, never> = {};
export const NOTE_PREFIX = "note:";

export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  notes: ReadonlySet<string>;
}

export const nothingSelected: Selection = { nodes: new Set(), edges: new Set(), notes: new Set() };

/** Ids of nodes that are inside a folded frame. */
export function hiddenNodes(graph: Graph): Set<string> {
  const hidden = new Set<string>();
  const isHidden = (node: GraphNode | undefined, depth: number): boolean => {
    const frame = node?.parent ? graph.nodes.get(node.parent) : undefined;
    if (!frame || depth > 60) return false;
    return frame.folded === true || isHidden(frame, depth + 1);
  };
  for (const node of graph.nodes.values()) if (node.parent && isHidden(node, 0)) hidden.add(node.id);
  return hidden;
}

function depthOf(graph: Graph, node: GraphNode): number {
  let depth = 0;
  for (let at = node.parent; at && depth < 60; at = graph.nodes.get(at)?.parent ?? null) depth += 1;
  return depth;
}

const PORT = 9;
const handlesKnown = new WeakMap<GraphNode, { width: number; frame: boolean; handles: NodeHandle[] }>();

/** Where the ports are, told beforehand: lines can be drawn without measuring a thousand cards. */
function handlesOf(node: GraphNode, catalogue: Catalogue, width: number, frame: boolean): NodeHandle[] {
  const known = handlesKnown.get(node);
  if (known && known.width === width && known.frame === frame) return known.handles;
  const { inputs, outputs } = portsOf(node, catalogue.get(node.type));
  const at = (x: number, y: number) => ({ x: x - PORT / 2, y: y - PORT / 2, width: PORT, height: PORT });
  const handles: NodeHandle[] = [
    ...inputs.map((port, index) => ({
      id: port.key,
      type: "target" as const,
      position: Position.Left,
      ...at(0, portY("in", index, inputs.length, frame)),
    })),
    ...outputs.map((port, index) => ({
      id: port.key,
      type: "source" as const,
      position: Position.Right,
      ...at(width, portY("out", index, outputs.length, frame)),
    })),
  ];
  handlesKnown.set(node, { width, frame, handles });
  return handles;
}

function sameNode(a: FlowNode, b: FlowNode): boolean {
  return (
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.parentId === b.parentId &&
    a.selected === b.selected &&
    a.hidden === b.hidden &&
    a.type === b.type &&
    a.handles === b.handles &&
    a.zIndex === b.zIndex
  );
}

export function flowNodesOf(
  graph: Graph,
  catalogue: Catalogue,
  sizes: ReadonlyMap<string, Size>,
  selection: Selection,
  before: readonly FlowNode[],
): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const hidden = hiddenNodes(graph);
  const nodes = [...graph.nodes.values()];
  const nested = nodes.some((node) => node.parent);
  const ordered = nested ? nodes.sort((a, b) => depthOf(graph, a) - depthOf(graph, b)) : nodes;
  const result = ordered.map((node): FlowNode => {
    const { width, height } = sizes.get(node.id) ?? CARD;
    const frame = isContainer(catalogue.get(node.type)) && !node.folded;
    return {
      id: node.id,
      type: frame ? "frame" : "card",
      position: node.position,
      data: NOTHING,
      width,
      height,
      measured: { width, height },
      handles: handlesOf(node, catalogue, width, frame),
      selected: selection.nodes.has(node.id),
      parentId: node.parent && graph.nodes.has(node.parent) ? node.parent : undefined,
      hidden: hidden.has(node.id),
      zIndex: frame ? 0 : 1,
    };
  });
  for (const note of graph.notes.values()) {
    result.push({
      id: NOTE_PREFIX + note.id,
      type: "note",
      position: note.position,
      data: NOTHING,
      ...note.size,
      measured: note.size,
      selected: selection.notes.has(note.id),
      zIndex: -1,
    });
  }
  return result.map((node) => {
    const old = known.get(node.id);
    return old && sameNode(old, node) ? old : node;
  });
}

export function flowEdgesOf(graph: Graph, selection: Selection, before: readonly FlowEdge[]): FlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const hidden = hiddenNodes(graph);
  return [...graph.edges.values()].map((edge): FlowEdge => {
    const selected = selection.edges.has(edge.id);
    const isHidden = hidden.has(edge.source) || hidden.has(edge.target);
    const old = known.get(edge.id);
    if (
      old &&
      old.source === edge.source &&
      old.target === edge.target &&
      old.sourceHandle === edge.source_port &&
      old.targetHandle === edge.target_port &&
      old.selected === selected &&
      old.hidden === isHidden
    ) {
      return old;
    }
    return {
      id: edge.id,
      type: "line",
      source: edge.source,
      target: edge.target,
      sourceHandle: edge.source_port,
      targetHandle: edge.target_port,
      selected,
      hidden: isHidden,
      data: NOTHING,
    };
  });
}
