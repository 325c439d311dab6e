/** Run: starts at once when nothing has to be given, else asks for the inputs in a form. */
import { Ban, ChevronDown, Pause, Play, RotateCcw, SkipForward } from "lucide-react";
import { useState } from "react";
import { type Autosave, type Editor, useEditor, useEditorStore } from "@/features/editor";
import { fieldsOf, SchemaForm } from "@/features/inspector";
import { controlRun, isOver, type StartOptions, startRun, useRun } from "@/features/run";
import type { Json, JsonObject } from "@/graph/model";
import { Button, Dialog, Menu, type MenuGroups } from "@/ui";

const keyOf = (workflow: string) => `quintet.inputs.${workflow}`;

function lastInputs(workflow: string): JsonObject {
  try {
    return JSON.parse(localStorage.getItem(keyOf(workflow)) ?? "{}") as JsonObject;
  } catch {
    return {};
  }
}

function withDefaults(schema: JsonObject, given: JsonObject): JsonObject {
  const filled: JsonObject = {};
  for (const field of fieldsOf(schema)) {
    const value: Json | undefined = given[field.name] ?? field.schema.default;
    if (value !== undefined) filled[field.name] = value;
    else if (field.required && field.schema.type === "string") filled[field.name] = "";
  }
  return filled;
}

export function useStartRun(editor: Editor, autosave: Autosave) {
  const [asking, setAsking] = useState<Omit<StartOptions, "inputs"> | null>(null);
  const start = (options: Omit<StartOptions, "inputs"> = {}) => {
    const { graph } = editor.getState();
    if (fieldsOf(graph.inputs).length > 0) setAsking(options);
    else void startRun(editor, autosave, { ...options, inputs: {} });
  };
  return { start, asking, stopAsking: () => setAsking(null) };
}

interface InputsDialogProps {
  options: Omit<StartOptions, "inputs">;
  autosave: Autosave;
  onClose(): void;
}

export function InputsDialog({ options, autosave, onClose }: InputsDialogProps) {
  const editor = useEditorStore();
  const workflow = useEditor((state) => state.id);
  const schema = useEditor((state) => state.graph.inputs);
  const [inputs, setInputs] = useState(() => withDefaults(schema, lastInputs(workflow)));
  const [starting, setStarting] = useState(false);
  const run = async () => {
    setStarting(true);
    localStorage.setItem(keyOf(workflow), JSON.stringify(inputs));
    const started = await startRun(editor, autosave, { ...options, inputs });
    setStarting(false);
    if (started) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Run"
      about="This is what the workflow asks for."
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="main" icon={<Play size={14} />} disabled={starting} onClick={run}>
            {starting ? "Starting…" : "Run"}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <SchemaForm schema={schema} value={inputs} onChange={setInputs} node="" problems={{}} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

export function RunButton({ start }: { start(options?: Omit<StartOptions, "inputs">): void }) {
  const editor = useEditorStore();
  const canRun = useEditor((state) => state.graph.nodes.size > 0);
  const errors = useEditor((state) => state.problems.some((problem) => problem.severity === "error"));
  const status = useRun((view) => view.run?.status);
  const over = useRun((view) => isOver(view.run));
  const execution = useRun((view) => view.id);
  const selected = useEditor((state) =>
    state.selection.nodes.size === 1 ? [...state.selection.nodes][0] : undefined,
  );
  const active = execution !== "" && !over;
  const menu: MenuGroups = [
    [
      {
        label: "Run step by step",
        icon: <SkipForward size={14} />,
        keys: "mod+shift+enter",
        run: () => start({ mode: "step" }),
      },
      selected !== undefined && {
        label: "Run up to the selected node",
        run: () => start({ to_node: selected }),
      },
      selected !== undefined &&
        over && {
          label: "Run from the selected node",
          run: () => start({ from_node: selected, from_execution: execution }),
        },
    ],
    [
      status === "failed" && {
        label: "Retry what failed",
        icon: <RotateCcw size={14} />,
        run: () => void controlRun("retry"),
      },
    ],
  ];
  return (
    <div className="flex items-center gap-1.5">
      {active ? (
        <>
          {status === "paused" ? (
            <>
              <Button icon={<SkipForward size={14} />} onClick={() => void controlRun("step")}>
                Step
              </Button>
              <Button icon={<Play size={14} />} onClick={() => void controlRun("resume")}>
                Resume
              </Button>
            </>
          ) : (
            <Button icon={<Pause size={14} />} onClick={() => void controlRun("pause")}>
              Pause
            </Button>
          )}
          <Button
            look="danger"
            icon={<Ban size={14} />}
            disabled={status === "cancelling"}
            onClick={() => void controlRun("cancel")}
          >
            {status === "cancelling" ? "Cancelling…" : "Cancel"}
          </Button>
        </>
      ) : null}
      <span className="flex">
        <Button
          look="main"
          className="!rounded-e-none"
          icon={<Play size={14} fill="currentColor" />}
          disabled={!canRun}
          title={errors ? "There are problems that stop a run" : undefined}
          onClick={() => {
            editor.setState({ insert: null });
            start();
          }}
        >
          Run
        </Button>
        <Menu
          groups={menu}
          trigger={
            <Button
              look="main"
              aria-label="More ways to run"
              className="!rounded-s-none !border-s-on-accent/30 !px-1.5"
              disabled={!canRun}
            >
              <ChevronDown size={14} />
            </Button>
          }
        />
      </span>
    </div>
  );
}
