/** Changes to what is drawn, with their keys. */
import type { Action } from "@/features/command-palette";
import {
  alignSelection,
  deleteAndReconnect,
  deleteSelection,
  distributeSelection,
  duplicateSelection,
  type Editor,
  edit,
  redoNext,
  select,
  tidyUp,
  toggleBreakpoint,
  toggleDisabled,
  undoLast,
} from "@/features/editor";
import { moveNodes } from "@/graph/edit";
import { GRID } from "@/graph/geometry";
import { say } from "@/ui";
import { copySelection, pasteFromClipboard } from "./pointerActions";

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

const WAYS = [
  ["left", -GRID, 0],
  ["right", GRID, 0],
  ["up", 0, -GRID],
  ["down", 0, GRID],
] as const;
const FAR = 5;

function nudges(editor: Editor): Action[] {
  const enabled = () => editor.getState().selection.nodes.size > 0;
  return WAYS.flatMap(([way, x, y]): Action[] => [
    {
      id: way,
      group: "Edit",
      title: `Move ${way}`,
      keys: [`arrow${way}`],
      keyOnly: true,
      enabled,
      run: () => nudge(editor, x, y),
    },
    {
      id: `far-${way}`,
      group: "Edit",
      title: `Move ${way}, far`,
      keys: [`shift+arrow${way}`],
      keyOnly: true,
      enabled,
      run: () => nudge(editor, FAR * x, FAR * y),
    },
  ]);
}

export const hasSelection = (editor: Editor) => () => {
  const { selection } = editor.getState();
  return selection.nodes.size + selection.edges.size + selection.notes.size > 0;
};

export function editActions(editor: Editor): Action[] {
  const some = hasSelection(editor);
  const nodes = (least: number) => () => editor.getState().selection.nodes.size >= least;
  const group = "Edit";
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
    ...nudges(editor),
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

export function layoutActions(editor: Editor): Action[] {
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
