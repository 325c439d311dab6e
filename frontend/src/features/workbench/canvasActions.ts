/** Everything that can be done on the canvas, with its keys: what the palette and the keyboard run. */
import type { Action } from "@/features/command-palette";
import { addNote, type Editor } from "@/features/editor";
import { editActions, layoutActions } from "./editActions";
import { insertAfterSelected, pointerOnSheet } from "./pointerActions";
import { type Panels, viewActions } from "./viewActions";

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
