/** What the mouse does on the sheet: dragging, connecting, selecting, dropping. */
import {
  applyNodeChanges,
  type Connection,
  type FinalConnectionState,
  type NodeChange,
  type OnConnectStartParams,
} from "@xyflow/react";
import { useMemo } from "react";
import {
  addNode,
  type Editor,
  edit,
  type FlowEdge,
  type FlowNode,
  NOTE_PREFIX,
  redraw,
  select,
} from "@/features/editor";
import { possibleEnds, refusal, type Connection as Wanted } from "@/graph/connect";
import { connect, moveInto, moveNodes, splice } from "@/graph/edit";
import { settleFrame } from "@/graph/frames";
import { CARD, frameAt, snapPoint } from "@/graph/geometry";
import { type Graph, MAIN, type Point, withDescendants } from "@/graph/model";
import { portsIn } from "@/graph/ports";
import { say } from "@/ui";

const asWanted = (connection: Connection | FlowEdge): Wanted => ({
  source: connection.source,
  source_port: connection.sourceHandle ?? MAIN,
  target: connection.target,
  target_port: connection.targetHandle ?? MAIN,
});

const LEVEL_WITHIN = 24;

export function edgeUnder(point: Point): string {
  for (const element of document.elementsFromPoint(point.x, point.y)) {
    const edge = element.closest(".react-flow__edge");
    if (edge) return edge.getAttribute("data-id") ?? "";
  }
  return "";
}

const pointOf = (event: MouseEvent | TouchEvent): Point => {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: at?.clientX ?? 0, y: at?.clientY ?? 0 };
};

/** The frame that dragged nodes are over now, by the middle of the first of them. */
function frameUnder(editor: Editor, dragged: readonly FlowNode[]): string | null {
  const { graph, catalogue, sizes, flow } = editor.getState();
  const [first] = dragged;
  const internal = first && flow?.getInternalNode(first.id);
  if (!first || !internal) return null;
  const { x, y } = internal.internals.positionAbsolute;
  const middle = {
    x: x + (first.width ?? CARD.width) / 2,
    y: y + Math.min((first.height ?? CARD.height) / 2, 28),
  };
  const without = withDescendants(
    graph,
    dragged.map((node) => node.id),
  );
  return frameAt(graph, catalogue, sizes, middle, without);
}

function placed(graph: Graph, dragged: readonly FlowNode[]): Graph {
  const nodes = dragged.filter((node) => node.type !== "note");
  const moved = moveNodes(
    graph,
    nodes.map((node) => [node.id, snapPoint(node.position)]),
  );
  const notes = new Map(moved.notes);
  for (const note of dragged.filter((node) => node.type === "note")) {
    const id = note.id.slice(NOTE_PREFIX.length);
    const kept = notes.get(id);
    if (kept) notes.set(id, { ...kept, position: snapPoint(note.position) });
  }
  return notes.size > 0 && dragged.some((node) => node.type === "note") ? { ...moved, notes } : moved;
}

function dropDragged(editor: Editor, pointer: Point, dragged: readonly FlowNode[]): void {
  const { graph, catalogue } = editor.getState();
  const frame = frameUnder(editor, dragged);
  const ids = new Set(dragged.map((node) => node.id));
  const roots = dragged
    .filter((node) => node.type !== "note" && !(node.parentId && ids.has(node.parentId)))
    .map((node) => node.id);
  const only = roots.length === 1 && dragged.length === 1 ? roots[0] : undefined;
  const lonely =
    only && ![...graph.edges.values()].some((edge) => edge.source === only || edge.target === only);
  const line = lonely ? edgeUnder(pointer) : "";
  let cut = 0;
  editor.setState({ dropFrame: "" });
  const changed = edit(editor, dragged.length === 1 ? "Move" : `Move ${dragged.length} things`, (before) => {
    let after = placed(before, dragged);
    const joining = roots.filter((id) => after.nodes.get(id)?.parent !== frame);
    if (joining.length > 0) {
      const moved = moveInto(after, joining, frame);
      after = moved.graph;
      cut = moved.cut;
    }
    if (line && only) after = splice(after, catalogue, line, only);
    const frames = new Set(roots.flatMap((id) => after.nodes.get(id)?.parent ?? []));
    for (const id of frames) after = settleFrame(after, id);
    return after;
  });
  if (cut > 0)
    say(
      cut === 1
        ? "One line would have crossed the frame and was cut."
        : `${cut} lines were cut at the frame.`,
    );
  if (!changed) redraw(editor);
}

function connectHandlers(editor: Editor) {
  return {
    onConnectStart: (_event: unknown, start: OnConnectStartParams) => {
      const { graph, catalogue } = editor.getState();
      if (!start.nodeId) return;
      const side = start.handleType ?? "source";
      const fits = possibleEnds(graph, catalogue, start.nodeId, side);
      editor.setState({ connecting: { node: start.nodeId, side, fits } });
    },
    onConnect: (connection: Connection) => {
      const { catalogue } = editor.getState();
      edit(editor, "Connect", (graph) => connect(graph, catalogue, asWanted(connection)));
    },
    isValidConnection: (connection: Connection | FlowEdge) => {
      const { graph, catalogue } = editor.getState();
      return refusal(graph, catalogue, asWanted(connection)) === "";
    },
    onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      editor.setState({ connecting: null });
      if (state.isValid || !state.fromHandle) return;
      endInVoid(editor, pointOf(event), state);
    },
  };
}

/** A line dropped on a card joins it; dropped on nothing, it asks what comes there. */
function endInVoid(editor: Editor, screen: Point, state: FinalConnectionState): void {
  const { graph, catalogue, flow } = editor.getState();
  const from = state.fromHandle;
  if (!from || !flow) return;
  const port = from.id ?? MAIN;
  const under = document
    .elementsFromPoint(screen.x, screen.y)
    .map((element) =>
      element.closest(".react-flow__node-card, .react-flow__node-frame")?.getAttribute("data-id"),
    )
    .find(Boolean);
  const parent = graph.nodes.get(from.nodeId)?.parent ?? null;
  if (under && under !== from.nodeId && under !== parent) {
    const forward = from.type === "source";
    const ports = portsIn(graph.nodes, under, catalogue);
    const other = (forward ? ports.inputs : ports.outputs)[0]?.key ?? MAIN;
    const wanted: Wanted = forward
      ? { source: from.nodeId, source_port: port, target: under, target_port: other }
      : { source: under, source_port: other, target: from.nodeId, target_port: port };
    const why = refusal(graph, catalogue, wanted);
    if (why) say(why, { tone: "problem" });
    else edit(editor, "Connect", (before) => connect(before, catalogue, wanted));
    return;
  }
  const at = flow.screenToFlowPosition(screen);
  const end = { node: from.nodeId, port };
  // Nearly level is meant to be level: the line becomes straight.
  const level = flow.getInternalNode(from.nodeId)?.internals.positionAbsolute.y ?? at.y;
  if (Math.abs(at.y - 28 - level) < LEVEL_WITHIN) at.y = level + 28;
  if (from.type === "source")
    editor.setState({ insert: { at: { x: at.x, y: at.y - 28 }, screen, after: end } });
  else editor.setState({ insert: { at: { x: at.x - CARD.width, y: at.y - 28 }, screen, before: end } });
}

/** A type dragged from the palette and let go over the sheet. */
export function dropType(editor: Editor, key: string, screen: Point): void {
  const { catalogue, flow, graph } = editor.getState();
  const type = catalogue.get(key);
  if (!type || !flow) return;
  const at = flow.screenToFlowPosition(screen);
  const edge = edgeUnder(screen);
  const line = graph.edges.get(edge);
  const fits = line && type.ports.inputs.length > 0 && type.ports.outputs.length > 0;
  addNode(editor, type, { at: { x: at.x - CARD.width / 2, y: at.y - 28 }, edge: fits ? edge : undefined });
}

export function useFlowHandlers(editor: Editor) {
  return useMemo(
    () => ({
      ...connectHandlers(editor),
      onNodesChange: (changes: NodeChange<FlowNode>[]) => {
        const moves = changes.filter((change) => change.type === "position" && change.dragging);
        if (moves.length > 0)
          editor.setState((state) => ({ flowNodes: applyNodeChanges(moves, state.flowNodes) }));
        const selections = changes.filter((change) => change.type === "select");
        if (selections.length === 0) return;
        const { selection } = editor.getState();
        const nodes = new Set(selection.nodes);
        const notes = new Set(selection.notes);
        for (const change of selections) {
          const isNote = change.id.startsWith(NOTE_PREFIX);
          const chosen = isNote ? notes : nodes;
          const id = isNote ? change.id.slice(NOTE_PREFIX.length) : change.id;
          if (change.selected) chosen.add(id);
          else chosen.delete(id);
        }
        select(editor, { ...selection, nodes, notes });
      },
      onEdgesChange: (changes: { type: string; id?: string; selected?: boolean }[]) => {
        const { selection } = editor.getState();
        const edges = new Set(selection.edges);
        for (const change of changes) {
          if (change.type !== "select" || !change.id) continue;
          if (change.selected) edges.add(change.id);
          else edges.delete(change.id);
        }
        select(editor, { ...selection, edges });
      },
      onNodeDrag: (_event: unknown, _node: FlowNode, dragged: FlowNode[]) => {
        const frame = frameUnder(editor, dragged) ?? "";
        const { graph } = editor.getState();
        const home = graph.nodes.get(dragged[0]?.id ?? "")?.parent ?? "";
        const dropFrame = frame === home ? "" : frame;
        if (editor.getState().dropFrame !== dropFrame) editor.setState({ dropFrame });
      },
      onNodeDragStop: (
        event: MouseEvent | TouchEvent | React.MouseEvent,
        _node: FlowNode,
        dragged: FlowNode[],
      ) => dropDragged(editor, pointOf(event as MouseEvent), dragged),
      onSelectionDragStop: (event: React.MouseEvent, dragged: FlowNode[]) =>
        dropDragged(editor, { x: event.clientX, y: event.clientY }, dragged),
      onEdgeMouseEnter: (_event: unknown, edge: FlowEdge) => editor.setState({ hoveredEdge: edge.id }),
      onEdgeMouseLeave: () => editor.setState({ hoveredEdge: "" }),
    }),
    [editor],
  );
}
