/** What a person does to the open workflow, by mouse, key or palette: each is one step of undo. */
import { copyAsText, duplicate, pasteText } from "@/graph/clipboard";
import {
  insertNode,
  type Placing,
  placeAfter,
  removeAndReconnect,
  removeEdges,
  removeNodes,
  setDisabled,
} from "@/graph/edit";
import { settleFrame } from "@/graph/frames";
import { frameAt, snapPoint } from "@/graph/geometry";
import { type Alignment, align, distribute, tidy } from "@/graph/layout";
import { absolutePosition, changeNode, type Point, type StickyNote } from "@/graph/model";
import { freeId } from "@/graph/names";
import type { NodeType } from "@/graph/nodeType";
import { type Editor, edit, type InsertAt, select } from "./store";

export function addNode(editor: Editor, type: NodeType, target: Omit<InsertAt, "screen">): string {
  const { graph, catalogue, sizes } = editor.getState();
  const joined = target.after?.node ?? target.before?.node ?? graph.edges.get(target.edge ?? "")?.source;
  const parent = joined
    ? (graph.nodes.get(joined)?.parent ?? null)
    : frameAt(graph, catalogue, sizes, target.at);
  const origin = parent ? absolutePosition(graph, parent) : { x: 0, y: 0 };
  const placing: Placing = {
    position: { x: target.at.x - origin.x, y: target.at.y - origin.y },
    parent,
    after: target.after,
    before: target.before,
    edge: target.edge,
  };
  let id = "";
  edit(editor, `Add ${type.title}`, (before) => {
    const inserted = insertNode(before, catalogue, type, placing);
    id = inserted.id;
    return parent ? settleFrame(inserted.graph, parent) : inserted.graph;
  });
  if (id) select(editor, { nodes: [id] });
  return id;
}

/** Where a node after this port would stand, on the sheet. */
export function nextPlace(editor: Editor, node: string, outputIndex: number): Point {
  const { graph } = editor.getState();
  const inside = placeAfter(graph, node, outputIndex);
  const parent = graph.nodes.get(node)?.parent;
  const origin = parent ? absolutePosition(graph, parent) : { x: 0, y: 0 };
  return { x: inside.x + origin.x, y: inside.y + origin.y };
}

export function deleteSelection(editor: Editor): number {
  const { selection } = editor.getState();
  const count = selection.nodes.size + selection.edges.size + selection.notes.size;
  edit(editor, count === 1 ? "Delete" : `Delete ${count} things`, (graph) => {
    const without = removeNodes(removeEdges(graph, selection.edges), selection.nodes);
    if (selection.notes.size === 0) return without;
    const notes = new Map(without.notes);
    for (const id of selection.notes) notes.delete(id);
    return { ...without, notes };
  });
  return count;
}

export function deleteAndReconnect(editor: Editor): void {
  const { selection, catalogue } = editor.getState();
  edit(editor, "Delete and reconnect", (graph) => removeAndReconnect(graph, catalogue, selection.nodes));
}

export function selectionAsText(editor: Editor): string {
  const { graph, selection } = editor.getState();
  if (selection.nodes.size + selection.notes.size === 0) return "";
  return copyAsText(graph, selection.nodes, selection.notes);
}

/** What is wrong with the text, "" when it was pasted. */
export function paste(editor: Editor, text: string, at: Point): string {
  const { graph, catalogue, sizes } = editor.getState();
  const parent = frameAt(graph, catalogue, sizes, at);
  const origin = parent ? absolutePosition(graph, parent) : { x: 0, y: 0 };
  const pasted = pasteText(graph, catalogue, text, { x: at.x - origin.x, y: at.y - origin.y }, parent);
  if (!("graph" in pasted)) return pasted.problem;
  const settled = parent ? settleFrame(pasted.graph, parent) : pasted.graph;
  edit(editor, "Paste", () => settled);
  select(editor, { nodes: pasted.nodes, notes: pasted.notes });
  return "";
}

export function duplicateSelection(editor: Editor): void {
  const { graph, catalogue, selection } = editor.getState();
  const copied = duplicate(graph, catalogue, [...selection.nodes], [...selection.notes]);
  if (!("graph" in copied)) return;
  edit(editor, "Duplicate", () => copied.graph);
  select(editor, { nodes: copied.nodes, notes: copied.notes });
}

export function tidyUp(editor: Editor): void {
  const { catalogue, selection } = editor.getState();
  const only = selection.nodes.size > 1 ? selection.nodes : undefined;
  edit(editor, "Tidy up", (graph) => tidy(graph, catalogue, only));
}

export function alignSelection(editor: Editor, how: Alignment): void {
  const { catalogue, selection } = editor.getState();
  edit(editor, "Align", (graph) => align(graph, catalogue, [...selection.nodes], how));
}

export function distributeSelection(editor: Editor, axis: "x" | "y"): void {
  const { catalogue, selection } = editor.getState();
  edit(editor, "Distribute", (graph) => distribute(graph, catalogue, [...selection.nodes], axis));
}

export function toggleDisabled(editor: Editor): void {
  const { graph, selection } = editor.getState();
  const anyOn = [...selection.nodes].some((id) => !graph.nodes.get(id)?.disabled);
  edit(editor, anyOn ? "Disable" : "Enable", (before) => setDisabled(before, selection.nodes, anyOn));
}

export function toggleBreakpoint(editor: Editor): void {
  const { selection } = editor.getState();
  edit(editor, "Breakpoint", (graph) => {
    let result = graph;
    for (const id of selection.nodes) {
      const node = result.nodes.get(id);
      if (!node) continue;
      const { breakpoint, ...settings } = node.settings;
      result = changeNode(result, id, {
        settings: breakpoint ? settings : { ...settings, breakpoint: true },
      });
    }
    return result;
  });
}

export function toggleFold(editor: Editor, id: string): void {
  const folded = editor.getState().graph.nodes.get(id)?.folded === true;
  edit(editor, folded ? "Unfold" : "Fold", (graph) => changeNode(graph, id, { folded: !folded }));
}

export function addNote(editor: Editor, at: Point): void {
  const { graph } = editor.getState();
  const id = freeId("note", graph.notes);
  const note: StickyNote = {
    id,
    text: "",
    position: snapPoint(at),
    size: { width: 200, height: 120 },
    color: "yellow",
  };
  edit(editor, "Add note", (before) => ({ ...before, notes: new Map(before.notes).set(id, note) }));
  select(editor, { notes: [id] });
}

export function changeNote(editor: Editor, id: string, change: Partial<StickyNote>, key = ""): void {
  edit(
    editor,
    "Change note",
    (graph) => {
      const note = graph.notes.get(id);
      return note ? { ...graph, notes: new Map(graph.notes).set(id, { ...note, ...change }) } : graph;
    },
    key,
  );
}

/** Brings nodes into view. */
export function reveal(editor: Editor, ids: readonly string[]): void {
  select(editor, { nodes: ids });
  const { flow } = editor.getState();
  void flow?.fitView({
    nodes: ids.map((id) => ({ id })),
    maxZoom: Math.max(1, flow.getZoom()),
    minZoom: Math.min(0.9, flow.getZoom()),
    duration: 180,
    padding: 0.4,
  });
}
