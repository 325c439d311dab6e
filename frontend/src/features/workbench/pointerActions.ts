/** What happens where the pointer is: pasting and inserting there, and the clipboard. */
import { deleteSelection, type Editor, paste, selectionAsText } from "@/features/editor";
import type { Point } from "@/graph/model";
import { say } from "@/ui";

/** The pointer's last place over the sheet, for pasting and inserting there. */
export const pointer: { at: Point | null } = { at: null };

export function pointerOnSheet(editor: Editor): { at: Point; screen: Point } {
  const sheet = document.querySelector(".sheet")?.getBoundingClientRect();
  const middle = sheet ? { x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 3 } : { x: 300, y: 200 };
  const screen = pointer.at ?? middle;
  return { screen, at: editor.getState().flow?.screenToFlowPosition(screen) ?? { x: 0, y: 0 } };
}

export function pasteAtPointer(editor: Editor, text: string): void {
  const problem = paste(editor, text, pointerOnSheet(editor).at);
  if (problem) say(problem, { tone: "problem" });
}

export async function copySelection(editor: Editor, cut: boolean): Promise<void> {
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

export async function pasteFromClipboard(editor: Editor): Promise<void> {
  try {
    pasteAtPointer(editor, await navigator.clipboard.readText());
  } catch {
    say("The browser did not let us read the clipboard. Use the paste key instead.", { tone: "problem" });
  }
}

export function insertAfterSelected(editor: Editor): void {
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
