/** Keeps what is in a frame clear of its header and left edge; the frame moves, not its contents. */
import { FRAME_HEADER, FRAME_PADDING, snap } from "./geometry";
import { childrenOf, type Graph, withNodes } from "./model";

const TOP = FRAME_HEADER + 16;

export function settleFrame(graph: Graph, frame: string): Graph {
  const node = graph.nodes.get(frame);
  const children = childrenOf(graph, frame);
  if (!node || children.length === 0) return graph;
  const left = Math.min(...children.map((child) => child.position.x));
  const top = Math.min(...children.map((child) => child.position.y));
  const dx = Math.max(0, snap(FRAME_PADDING - left));
  const dy = Math.max(0, snap(TOP - top));
  if (dx === 0 && dy === 0) return graph;
  const moved = children.map((child) => ({
    ...child,
    position: { x: child.position.x + dx, y: child.position.y + dy },
  }));
  return withNodes(graph, [
    ...moved,
    { ...node, position: { x: node.position.x - dx, y: node.position.y - dy } },
  ]);
}
