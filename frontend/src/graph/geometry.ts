/** How large cards and frames are and where their ports sit, known before anything is drawn. */
import { absolutePosition, type Graph, type GraphNode, type Point } from "./model";
import { type Catalogue, isContainer, type NodeType } from "./nodeType";
import { portsOf } from "./ports";

export interface Size {
  width: number;
  height: number;
}
export interface Box extends Point, Size {}

export const GRID = 8;
export const CARD: Size = { width: 192, height: 56 };
export const PORT_ROW = 20;
export const FRAME_HEADER = 40;
export const FRAME_PADDING = 24;
const FRAME_MIN: Size = { width: 304, height: 152 };

export function cardSize(outputs: number): Size {
  return outputs > 1 ? { width: CARD.width, height: CARD.height + outputs * PORT_ROW + 8 } : CARD;
}

/** Height of a port's middle from the top of its card. Single ports share one line so that chains are straight. */
export function portY(side: "in" | "out", index: number, count: number, container: boolean): number {
  if (container) return FRAME_HEADER / 2 + index * PORT_ROW;
  if (side === "in" || count <= 1) return CARD.height / 2 + index * PORT_ROW;
  return CARD.height + PORT_ROW / 2 + index * PORT_ROW;
}

/** Sizes of all nodes at once; a frame is as large as what is in it. */
export function sizesOf(graph: Graph, catalogue: Catalogue): Map<string, Size> {
  const sizes = new Map<string, Size>();
  const children = new Map<string, GraphNode[]>();
  for (const node of graph.nodes.values()) {
    if (!node.parent) continue;
    const list = children.get(node.parent);
    if (list) list.push(node);
    else children.set(node.parent, [node]);
  }
  const measure = (node: GraphNode, type: NodeType | undefined, depth: number): Size => {
    const known = sizes.get(node.id);
    if (known) return known;
    let size = cardSize(portsOf(node, type).outputs.length);
    if (isContainer(type)) size = node.folded ? CARD : FRAME_MIN;
    if (isContainer(type) && !node.folded && depth < 50) {
      for (const child of children.get(node.id) ?? []) {
        const inner = measure(child, catalogue.get(child.type), depth + 1);
        size = {
          width: Math.max(size.width, child.position.x + inner.width + FRAME_PADDING),
          height: Math.max(size.height, child.position.y + inner.height + FRAME_PADDING),
        };
      }
    }
    sizes.set(node.id, size);
    return size;
  };
  for (const node of graph.nodes.values()) measure(node, catalogue.get(node.type), 0);
  return sizes;
}

export function boundsOf(graph: Graph, sizes: ReadonlyMap<string, Size>, ids?: Iterable<string>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const id of ids ?? graph.nodes.keys()) {
    const size = sizes.get(id);
    if (!size) continue;
    const at = absolutePosition(graph, id);
    left = Math.min(left, at.x);
    top = Math.min(top, at.y);
    right = Math.max(right, at.x + size.width);
    bottom = Math.max(bottom, at.y + size.height);
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

export const snap = (value: number): number => Math.round(value / GRID) * GRID;
export const snapPoint = (point: Point): Point => ({ x: snap(point.x), y: snap(point.y) });

/** The innermost open frame under a point of the sheet, not counting `without` and what is in them. */
export function frameAt(
  graph: Graph,
  catalogue: Catalogue,
  sizes: ReadonlyMap<string, Size>,
  point: Point,
  without: ReadonlySet<string> = new Set(),
): string | null {
  let found: string | null = null;
  let smallest = Infinity;
  for (const node of graph.nodes.values()) {
    if (without.has(node.id) || node.folded || !isContainer(catalogue.get(node.type))) continue;
    const size = sizes.get(node.id);
    if (!size) continue;
    const at = absolutePosition(graph, node.id);
    const inside =
      point.x >= at.x && point.x <= at.x + size.width && point.y >= at.y && point.y <= at.y + size.height;
    const area = size.width * size.height;
    if (inside && area < smallest) {
      smallest = area;
      found = node.id;
    }
  }
  return found;
}
