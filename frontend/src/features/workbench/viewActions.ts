/** Moving about on the canvas and opening its panels, with their keys. */
import type { Action } from "@/features/command-palette";
import { type Editor, reveal, select } from "@/features/editor";
import { edgesAt } from "@/graph/model";
import { hasSelection } from "./editActions";

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

export function viewActions(editor: Editor, panels: Panels): Action[] {
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
      enabled: hasSelection(editor),
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
