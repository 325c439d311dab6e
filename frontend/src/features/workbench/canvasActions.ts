/** Everything that can be done on the canvas, with its keys: what the palette and the keyboard run. */
import type { Action } from "@/features/command-palette";
import {
  addNote,
  alignSelection,
  deleteAndReconnect,
  deleteSelection,
  distributeSelection,
  duplicateSelection,
  type Editor,
  edit,
  paste,
  redoNext,
  reveal,
  select,
  selectionAsText,
  tidyUp,
  toggleBreakpoint,
  toggleDisabled,
  undoLast,
} from "@/features/editor";
import { moveNodes } from "@/graph/edit";
import { GRID } from "@/graph/geometry";
import { edgesAt, type Point } from "@/graph/model";
import { say } from "@/ui";

export interface Panels {
  togglePalette(): void;
  find(): void;
  problems(): void;
  versions(): void;
  settings(): void;
  outline(): void;
  run(): void;
  step(): void;
}

/** The pointer's last place over the sheet, for pasting and inserting there. */
export const pointer: { at: Point | null } = { at: null };

function pointerOnSheet(editor: Editor): { at: Point; screen: Point } {
  const sheet = document.querySelector(".sheet")?.getBoundingClientRect();
  const middle = sheet ? { x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 3 } : { x: 300, y: 200 };
  const screen = pointer.at ?? middle;
  return { screen, at: editor.getState().flow?.screenToFlowPosition(screen) ?? { x: 0, y: 0 } };
}

export function pasteAtPointer(editor: Editor, text: string): void {
  const problem = paste(editor, text, pointerOnSheet(editor).at);
  if (problem) say(problem, { tone: "problem" });
}

async function copySelection(editor: Editor, cut: boolean): Promise<void> {
  const text = selectionAsText(editor);
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text);
    if (cut) deleteSelection(editor);
    const count = (JSON.parse(text) as { nodes: unknown[] }).nodes.length;
    say(`${count} ${count === 1 ? "node" : "nodes"} ${cut ? "cut" : "copied"}.`);
  } catch {
    say("The browser did not let us use the clipboard.", { tone: "problem" });
  }
}

async function pasteFromClipboard(editor: Editor): Promise<void> {
  try {
    pasteAtPointer(editor, await navigator.clipboard.readText());
  } catch {
    say("The browser did not let us read the clipboard. Use the paste key instead.", { tone: "problem" });
  }
}

function nudge(editor: Editor, x: number, y: number): void {
  const { selection } = editor.getState();
  edit(
    editor,
    "Move",
    (graph) =>
      moveNodes(
        graph,
        [...selection.nodes].flatMap((id) => {
          const at = graph.nodes.get(id)?.position;
          return at ? [[id, { x: at.x + x, y: at.y + y }] as const] : [];
        }),
      ),
    `nudge/${[...selection.nodes].join()}`,
  );
}

/** Goes from the selected node along a line, so that the graph can be walked by keyboard. */
function walk(editor: Editor, direction: "next" | "before"): void {
  const { graph, selection } = editor.getState();
  const [id] = selection.nodes;
  const first = graph.nodes.keys().next().value;
  if (!id) {
    if (first) reveal(editor, [first]);
    return;
  }
  const { incoming, outgoing } = edgesAt(graph, id);
  const found = direction === "next" ? outgoing[0]?.target : incoming[0]?.source;
  if (found) reveal(editor, [found]);
}

function insertAfterSelected(editor: Editor): void {
  const { graph, catalogue, selection, flow } = editor.getState();
  const [id] = selection.nodes;
  const node = selection.nodes.size === 1 && id ? graph.nodes.get(id) : undefined;
  const port = node ? catalogue.get(node.type)?.ports.outputs[0]?.key : undefined;
  if (!node || !port || !flow) {
    editor.setState({ insert: pointerOnSheet(editor) });
    return;
  }
  const internal = flow.getInternalNode(node.id)?.internals.positionAbsolute ?? node.position;
  const at = { x: internal.x + 256, y: internal.y };
  const screen = flow.flowToScreenPosition(at);
  editor.setState({ insert: { at, screen, after: { node: node.id, port } } });
}

const has = (editor: Editor) => () => {
  const { selection } = editor.getState();
  return selection.nodes.size + selection.edges.size + selection.notes.size > 0;
};

function editActions(editor: Editor): Action[] {
  const some = has(editor);
  const nodes = (least: number) => () => editor.getState().selection.nodes.size >= least;
  const group = "Edit";
  const step = 5 * GRID;
  return [
    { id: "undo", group, title: "Undo", keys: ["mod+z"], run: () => undone(undoLast(editor), "Undone") },
    {
      id: "redo",
      group,
      title: "Redo",
      keys: ["mod+shift+z", "mod+y"],
      run: () => undone(redoNext(editor), "Redone"),
    },
    {
      id: "copy",
      group,
      title: "Copy",
      keys: ["mod+c"],
      enabled: some,
      run: () => void copySelection(editor, false),
    },
    {
      id: "cut",
      group,
      title: "Cut",
      keys: ["mod+x"],
      enabled: some,
      run: () => void copySelection(editor, true),
    },
    { id: "paste", group, title: "Paste", run: () => void pasteFromClipboard(editor) },
    {
      id: "duplicate",
      group,
      title: "Duplicate",
      keys: ["mod+d"],
      enabled: some,
      run: () => duplicateSelection(editor),
    },
    {
      id: "delete",
      group,
      title: "Delete",
      keys: ["delete", "backspace"],
      enabled: some,
      run: () => deleted(editor),
    },
    {
      id: "delete-reconnect",
      group,
      title: "Delete and reconnect",
      keys: ["shift+delete", "shift+backspace"],
      enabled: nodes(1),
      run: () => deleteAndReconnect(editor),
    },
    { id: "select-all", group, title: "Select everything", keys: ["mod+a"], run: () => selectAll(editor) },
    {
      id: "disable",
      group,
      title: "Disable or enable",
      keys: ["d"],
      enabled: nodes(1),
      run: () => toggleDisabled(editor),
    },
    {
      id: "breakpoint",
      group,
      title: "Breakpoint",
      keys: ["b"],
      enabled: nodes(1),
      run: () => toggleBreakpoint(editor),
    },
    {
      id: "left",
      group,
      title: "Move left",
      keys: ["arrowleft"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, -GRID, 0),
    },
    {
      id: "right",
      group,
      title: "Move right",
      keys: ["arrowright"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, GRID, 0),
    },
    {
      id: "up",
      group,
      title: "Move up",
      keys: ["arrowup"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, 0, -GRID),
    },
    {
      id: "down",
      group,
      title: "Move down",
      keys: ["arrowdown"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, 0, GRID),
    },
    {
      id: "far-left",
      group,
      title: "Move left, far",
      keys: ["shift+arrowleft"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, -step, 0),
    },
    {
      id: "far-right",
      group,
      title: "Move right, far",
      keys: ["shift+arrowright"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, step, 0),
    },
    {
      id: "far-up",
      group,
      title: "Move up, far",
      keys: ["shift+arrowup"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, 0, -step),
    },
    {
      id: "far-down",
      group,
      title: "Move down, far",
      keys: ["shift+arrowdown"],
      keyOnly: true,
      enabled: nodes(1),
      run: () => nudge(editor, 0, step),
    },
  ];
}

function undone(label: string, word: string): void {
  if (label) say(`${word}: ${label.charAt(0).toLowerCase()}${label.slice(1)}.`);
}

function deleted(editor: Editor): void {
  const count = deleteSelection(editor);
  if (count > 1) say(`${count} things deleted.`, { action: { label: "Undo", run: () => undoLast(editor) } });
}

function selectAll(editor: Editor): void {
  const { graph } = editor.getState();
  select(editor, { nodes: graph.nodes.keys(), notes: graph.notes.keys() });
}

function layoutActions(editor: Editor): Action[] {
  const group = "Arrange";
  const two = () => editor.getState().selection.nodes.size > 1;
  const line = (how: Parameters<typeof alignSelection>[1], title: string, keys?: string): Action => ({
    id: `align-${how}`,
    group,
    title,
    keys: keys ? [keys] : undefined,
    enabled: two,
    run: () => alignSelection(editor, how),
  });
  return [
    { id: "tidy", group, title: "Tidy up", keys: ["shift+t"], run: () => tidyUp(editor) },
    line("left", "Align left edges", "alt+a"),
    line("centre", "Align centres", "alt+h"),
    line("right", "Align right edges", "alt+d"),
    line("top", "Align tops", "alt+w"),
    line("middle", "Align middles", "alt+v"),
    line("bottom", "Align bottoms", "alt+s"),
    {
      id: "spread-x",
      group,
      title: "Same gaps from left to right",
      enabled: two,
      run: () => distributeSelection(editor, "x"),
    },
    {
      id: "spread-y",
      group,
      title: "Same gaps from top to bottom",
      enabled: two,
      run: () => distributeSelection(editor, "y"),
    },
  ];
}

function viewActions(editor: Editor, panels: Panels): Action[] {
  const group = "View";
  const fit = { padding: 0.1, maxZoom: 1, minZoom: 0.08, duration: 180 };
  const flow = () => editor.getState().flow;
  return [
    { id: "fit", group, title: "Show everything", keys: ["1"], run: () => void flow()?.fitView(fit) },
    {
      id: "fit-selection",
      group,
      title: "Show the selection",
      keys: ["2"],
      enabled: has(editor),
      run: () => reveal(editor, [...editor.getState().selection.nodes]),
    },
    {
      id: "zoom-100",
      group,
      title: "Zoom to 100 %",
      keys: ["0"],
      run: () => void flow()?.zoomTo(1, { duration: 150 }),
    },
    {
      id: "zoom-in",
      group,
      title: "Zoom in",
      keys: ["+", "="],
      run: () => void flow()?.zoomIn({ duration: 120 }),
    },
    {
      id: "zoom-out",
      group,
      title: "Zoom out",
      keys: ["-"],
      run: () => void flow()?.zoomOut({ duration: 120 }),
    },
    { id: "find", group, title: "Find on the canvas", keys: ["mod+f"], inText: true, run: panels.find },
    {
      id: "walk-next",
      group,
      title: "Go to the next node",
      keys: ["alt+arrowright"],
      run: () => walk(editor, "next"),
    },
    {
      id: "walk-before",
      group,
      title: "Go to the node before",
      keys: ["alt+arrowleft"],
      run: () => walk(editor, "before"),
    },
    { id: "palette", group, title: "Show or hide the list of nodes", keys: ["n"], run: panels.togglePalette },
    { id: "outline", group, title: "Outline", keys: ["o"], run: panels.outline },
    { id: "problems", group, title: "Problems", keys: ["p"], run: panels.problems },
    { id: "versions", group, title: "Versions and publishing", keys: ["v"], run: panels.versions },
    {
      id: "settings",
      group,
      title: "Inputs and settings of the workflow",
      keys: ["s"],
      run: panels.settings,
    },
    {
      id: "unselect",
      group,
      title: "Select nothing",
      keys: ["escape"],
      keyOnly: true,
      run: () => select(editor, {}),
    },
  ];
}

export function canvasActions(editor: Editor, panels: Panels): Action[] {
  const insert: Action[] = [
    {
      id: "insert",
      group: "Draw",
      title: "Insert a node",
      keys: ["/"],
      run: () => insertAfterSelected(editor),
    },
    {
      id: "note",
      group: "Draw",
      title: "Add a note",
      keys: ["shift+n"],
      run: () => addNote(editor, pointerOnSheet(editor).at),
    },
  ];
  const run: Action[] = [
    { id: "run", group: "Run", title: "Run", keys: ["mod+enter"], inText: true, run: panels.run },
    {
      id: "step",
      group: "Run",
      title: "Run step by step",
      keys: ["mod+shift+enter"],
      inText: true,
      run: panels.step,
    },
  ];
  const draws = editor.getState().readOnly === "";
  return [
    ...(draws ? [...insert, ...editActions(editor), ...layoutActions(editor)] : []),
    ...run,
    ...viewActions(editor, panels),
  ];
}
