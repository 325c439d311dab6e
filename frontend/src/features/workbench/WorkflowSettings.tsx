/** What a run of the workflow is given, and how runs behave as a whole. */
import { edit, useEditor, useEditorStore } from "@/features/editor";
import { SchemaForm, SchemaWidget } from "@/features/inspector";
import type { JsonObject } from "@/graph/model";
import { Dialog } from "@/ui";

const SETTINGS: JsonObject = {
  properties: {
    concurrency: {
      type: "integer",
      title: "Nodes at the same time",
      minimum: 1,
      maximum: 1000,
      default: 20,
      description: "How many nodes of one run work side by side.",
    },
    timeout: {
      type: "number",
      title: "A run may take",
      "x-widget": "duration",
      description: "Empty: without a limit.",
    },
    on_failure: {
      enum: ["fail_fast", "drain"],
      title: "When a node fails",
      default: "fail_fast",
      "x-labels": { fail_fast: "Stop the other branches", drain: "Let the other branches finish" },
    },
    max_running: {
      type: "integer",
      title: "Runs at the same time",
      minimum: 1,
      description: "Further ones wait in the queue. Empty: without a limit.",
    },
  },
};

export function WorkflowSettings({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
}) {
  const editor = useEditorStore();
  const inputs = useEditor((state) => state.graph.inputs);
  const settings = useEditor((state) => state.graph.settings);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Inputs and settings"
      about="Run asks for the inputs; expressions call them by their names."
      wide
    >
      <h3 className="mt-1 mb-2 font-semibold">Inputs</h3>
      <SchemaWidget
        id=""
        label="Inputs"
        schema={{}}
        invalid={false}
        node=""
        value={inputs}
        onChange={(value) =>
          edit(
            editor,
            "Change the inputs",
            (graph) => ({ ...graph, inputs: (value ?? {}) as JsonObject }),
            "inputs",
          )
        }
      />
      <h3 className="mt-6 mb-2 font-semibold">Runs</h3>
      <SchemaForm
        schema={SETTINGS}
        value={settings}
        onChange={(value) =>
          edit(editor, "Change the settings", (graph) => ({ ...graph, settings: value }), "settings")
        }
        node=""
        problems={{}}
      />
    </Dialog>
  );
}
