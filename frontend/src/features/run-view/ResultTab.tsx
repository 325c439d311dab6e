/** What the run was given and what it gave. */
import { RotateCcw } from "lucide-react";
import { reveal, useEditor, useEditorStore } from "@/features/editor";
import { ValueView } from "@/features/inspector";
import { controlRun, useRun } from "@/features/run";
import type { Json } from "@/graph/model";
import { Button, Empty } from "@/ui";

export function ResultTab() {
  const editor = useEditorStore();
  const execution = useRun((view) => view.execution);
  const run = useRun((view) => view.run);
  const name = useEditor((state) => state.graph.nodes.get(run?.error?.node ?? "")?.name);
  if (!run) return null;
  const inputs = (execution?.inputs ?? null) as Json;
  return (
    <div className="grid grid-cols-2 divide-x">
      <section className="min-w-0">
        <h3 className="px-3 pt-2 font-medium text-ink-2 text-sm">Given</h3>
        <ValueView value={inputs} path="inputs" label="inputs" />
      </section>
      <section className="min-w-0">
        <h3 className="px-3 pt-2 font-medium text-ink-2 text-sm">Result</h3>
        {run.error ? (
          <div role="alert" className="m-3 rounded-lg border border-failed/40 bg-failed/5 p-3">
            <p className="break-words text-failed">
              {name ? <strong className="font-semibold">{name}: </strong> : null}
              {run.error.message}
            </p>
            <div className="mt-2 flex gap-2">
              {run.error.node ? (
                <Button small onClick={() => run.error?.node && reveal(editor, [run.error.node])}>
                  Show the node
                </Button>
              ) : null}
              {run.status === "failed" ? (
                <Button small icon={<RotateCcw size={13} />} onClick={() => void controlRun("retry")}>
                  Retry what failed
                </Button>
              ) : null}
            </div>
          </div>
        ) : run.status === "completed" ? (
          <ValueView value={run.result} path="result" label="result" />
        ) : (
          <Empty title="Not there yet" />
        )}
      </section>
    </div>
  );
}
