/** The page of one workflow: canvas, palette, inspector and runs, put together. */
import { ReactFlowProvider } from "@xyflow/react";
import { PanelLeftOpen } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Sheet } from "@/features/canvas";
import { isWriting, useRegisterActions } from "@/features/command-palette";
import {
  type Autosave,
  createEditor,
  type Editor,
  EditorProvider,
  startAutosave,
  startValidation,
  useEditor,
  useEditorStore,
} from "@/features/editor";
import { Inspector } from "@/features/inspector";
import { Palette, QuickInsert } from "@/features/palette";
import { followRun, isOver, leaveRun, useRun } from "@/features/run";
import { Dock, InputsDialog, RunButton, useStartRun } from "@/features/run-view";
import { VersionsPanel } from "@/features/versions";
import { setQuery, useRoute } from "@/routing";
import { EXECUTION_WORDS } from "@/runs/why";
import { Button, say } from "@/ui";
import { ConflictDialog } from "./ConflictDialog";
import { canvasActions } from "./canvasActions";
import { Header } from "./Header";
import type { Opened } from "./openWorkflow";
import { pasteAtPointer, pointer } from "./pointerActions";
import { FindBar, OutlinePanel, ProblemsPanel } from "./SidePanels";
import { WorkflowSettings } from "./WorkflowSettings";

type Panel = "" | "problems" | "versions" | "settings" | "outline" | "find";
const ROOM_FOR_PALETTE = 1180;

/** The execution named in the address is the one that is shown. */
function useShownExecution(draft: Editor): void {
  const execution = useRoute().query.get("execution") ?? "";
  useEffect(() => {
    if (execution) followRun(execution, draft.getState().graph);
    else leaveRun();
  }, [execution, draft]);
  useEffect(() => leaveRun, []);
}

function usePageTitle(): void {
  const name = useEditor((state) => state.name);
  const status = useRun((view) => view.run?.status);
  useEffect(() => {
    document.title = status ? `${EXECUTION_WORDS[status]} · ${name}` : `${name} · Quintet`;
    return () => {
      document.title = "Quintet";
    };
  }, [name, status]);
}

/** The paste key itself is let through: it needs no leave from the browser. */
function usePaste(): void {
  const editor = useEditorStore();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (isWriting(event.target) || editor.getState().readOnly) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text) pasteAtPointer(editor, text);
    };
    const onMove = (event: PointerEvent) => {
      const onSheet = event.target instanceof Element && event.target.closest(".sheet") !== null;
      pointer.at = onSheet ? { x: event.clientX, y: event.clientY } : null;
    };
    window.addEventListener("paste", onPaste);
    window.addEventListener("pointermove", onMove);
    return () => {
      window.removeEventListener("paste", onPaste);
      window.removeEventListener("pointermove", onMove);
    };
  }, [editor]);
}

function Bench({ autosave, draft }: { autosave: Autosave; draft: Editor }) {
  const editor = useEditorStore();
  const [panel, setPanel] = useState<Panel>("");
  const [palette, setPalette] = useState(window.innerWidth > ROOM_FOR_PALETTE);
  const readOnly = useEditor((state) => state.readOnly);
  const { start, asking, stopAsking } = useStartRun(draft, autosave);
  useShownExecution(draft);
  usePageTitle();
  usePaste();
  const inspecting = useEditor((state) => state.selection.nodes.size === 1);
  const runShown = useRun((view) => view.id !== "" && !isOver(view.run));

  const actions = useMemo(
    () => [
      ...canvasActions(editor, {
        togglePalette: () => setPalette((open) => !open),
        find: () => setPanel("find"),
        problems: () => setPanel("problems"),
        versions: () => setPanel("versions"),
        settings: () => setPanel("settings"),
        outline: () => setPanel("outline"),
        run: () => start(),
        step: () => start({ mode: "step" }),
      }),
    ],
    [editor],
  );
  useRegisterActions("canvas", actions);
  const at = (name: Panel) => ({
    open: panel === name,
    onOpenChange: (open: boolean) => setPanel(open ? name : ""),
  });
  const narrow = window.innerWidth <= ROOM_FOR_PALETTE && inspecting;

  return (
    <div className="flex h-full flex-col" data-running={runShown || undefined}>
      <EditorProvider value={draft}>
        <Header
          onProblems={() => setPanel("problems")}
          onVersions={() => setPanel("versions")}
          onSettings={() => setPanel("settings")}
          onOutline={() => setPanel("outline")}
          run={<RunButton start={start} />}
        />
      </EditorProvider>
      {readOnly ? (
        <p className="flex items-center justify-center gap-3 border-b bg-accent-soft px-4 py-1.5">
          {readOnly}
          {editor === draft ? null : (
            <Button small onClick={() => setQuery({ execution: null })}>
              Back to the draft
            </Button>
          )}
        </p>
      ) : null}
      <div className="flex min-h-0 flex-1">
        {palette && !readOnly && !narrow ? <Palette onClose={() => setPalette(false)} /> : null}
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="relative flex min-h-0 flex-1">
            <Sheet key={editor === draft ? "draft" : "past"} />
            {panel === "find" ? <FindBar onClose={() => setPanel("")} /> : null}
            {(!palette || narrow) && !readOnly ? (
              <Button
                className="absolute top-3 left-3 z-10"
                icon={<PanelLeftOpen size={14} />}
                onClick={() =>
                  narrow
                    ? editor.setState({ insert: { at: { x: 0, y: 0 }, screen: { x: 24, y: 96 } } })
                    : setPalette(true)
                }
              >
                Nodes
              </Button>
            ) : null}
          </div>
          <Dock />
        </div>
        <Inspector />
      </div>
      <QuickInsert />
      <ProblemsPanel {...at("problems")} />
      <OutlinePanel {...at("outline")} />
      <EditorProvider value={draft}>
        <VersionsPanel {...at("versions")} autosave={autosave} />
        <WorkflowSettings {...at("settings")} />
        <ConflictDialog autosave={autosave} />
        {asking ? <InputsDialog options={asking} autosave={autosave} onClose={stopAsking} /> : null}
      </EditorProvider>
    </div>
  );
}

/** An execution of something else than the draft is drawn as it was then, and cannot be changed. */
function useShownEditor(draft: Editor): Editor {
  const past = useRun((view) => view.past);
  const number = useRun((view) => view.execution?.version?.number);
  return useMemo(() => {
    if (!past) return draft;
    const readOnly = number
      ? `This run used version ${number}. You see it as it was then.`
      : "The draft has changed since this run. You see it as it was then.";
    return createEditor({ ...draft.getState(), graph: past, readOnly });
  }, [draft, past, number]);
}

export function Workbench({ opened }: { opened: Opened }) {
  const { editor, onServer, told } = opened;
  const [autosave, setAutosave] = useState<Autosave | null>(null);
  useEffect(() => {
    const saving = startAutosave(editor, onServer, () => say("Changes of somebody else were brought in."));
    const stopValidation = startValidation(editor);
    setAutosave(saving);
    if (told) say(told);
    return () => {
      saving.stop();
      stopValidation();
    };
  }, [editor, onServer, told]);
  const shown = useShownEditor(editor);
  if (!autosave) return null;
  return (
    <EditorProvider value={shown}>
      <ReactFlowProvider>
        <Bench autosave={autosave} draft={editor} />
      </ReactFlowProvider>
    </EditorProvider>
  );
}
