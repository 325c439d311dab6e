/** What came into a node and what it gave, in the run that is shown. */
import { Pin, PinOff } from "lucide-react";
import { edit, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";
import { changeNode, type Json } from "@/graph/model";
import type { RunError } from "@/runs/events";
import { whyNode } from "@/runs/why";
import { Button, Empty, lasted, StateMark } from "@/ui";
import { useRounds } from "./RoundPicker";
import { outputOf } from "./scope";
import { ValueView } from "./ValueView";

export function InputTab({ id }: { id: string }) {
  const graph = useEditor((state) => state.graph);
  const run = useRun((view) => view.run);
  const inputs = useRun((view) => view.execution?.inputs);
  const incoming = [...graph.edges.values()].filter((edge) => edge.target === id);
  if (!run) {
    return <Empty title="No run yet">Run the workflow; then you see here what comes into this node.</Empty>;
  }
  if (incoming.length === 0) {
    return inputs === undefined || inputs === null ? (
      <Empty title="Nothing comes in">No line leads to this node.</Empty>
    ) : (
      <ValueView value={inputs as Json} path="inputs" label="inputs" />
    );
  }
  const live = incoming.filter((edge) => run.edges.get(edge.id) === "live");
  if (live.length === 0)
    return <Empty title="Nothing came in">No line to this node went live in this run.</Empty>;
  return (
    <div>
      {live.map((edge) => {
        const value = run.nodes.get(edge.source)?.ports?.[edge.source_port];
        const name = graph.nodes.get(edge.source)?.name ?? edge.source;
        return (
          <section key={edge.id}>
            <h3 className="px-3 pt-3 font-medium text-ink-2 text-sm">from {name}</h3>
            {value === undefined ? (
              <p className="px-3 py-2 text-ink-3">Not told in the overview of this run.</p>
            ) : (
              <ValueView
                value={value}
                path={live.length > 1 ? `input.${edge.source}` : "input"}
                label={`input from ${name}`}
              />
            )}
          </section>
        );
      })}
    </div>
  );
}

function ErrorBox({ error }: { error: RunError | null | undefined }) {
  if (!error) return null;
  return (
    <div role="alert" className="m-3 rounded-lg border border-failed/40 bg-failed/5 p-3">
      <p className="break-words font-medium text-failed">{error.message}</p>
      <p className="mt-1 text-ink-2 text-sm">
        {error.kind === "transient"
          ? "This may work if it is tried again."
          : error.kind === "validation"
            ? "Something in the config or the input has to be mended."
            : "Look at the details, mend the node and retry."}
        {error.code ? ` (${error.code})` : ""}
      </p>
      {error.traceback ? (
        <details className="mt-2">
          <summary className="text-ink-2 text-sm">Details</summary>
          <pre className="mt-1 max-h-60 overflow-auto font-mono text-xs">{error.traceback}</pre>
        </details>
      ) : null}
    </div>
  );
}

export function OutputTab({ id }: { id: string }) {
  const editor = useEditorStore();
  const latest = useRun((view) => view.run?.nodes.get(id));
  const { chosen, picker } = useRounds(id);
  const state = chosen ?? latest;
  const run = useRun((view) => view.run);
  const pin = useEditor((editorState) => editorState.graph.nodes.get(id)?.pin);
  const value = chosen ? chosen.ports?.main : outputOf(run, id);
  const setPin = (next: { value: Json } | null) =>
    edit(editor, next ? "Pin output" : "Unpin output", (graph) => changeNode(graph, id, { pin: next }));
  const ports = Object.entries(state?.ports ?? {});
  return (
    <div>
      {pin ? (
        <div className="m-3 flex items-center gap-2 rounded-lg bg-accent-soft p-2 ps-3">
          <Pin size={14} className="text-accent" aria-hidden />
          <span className="flex-1">Pinned: test runs use this value.</span>
          <Button small look="quiet" icon={<PinOff size={13} />} onClick={() => setPin(null)}>
            Unpin
          </Button>
        </div>
      ) : null}
      {picker}
      {state ? (
        <div className="flex items-center gap-3 px-3 pt-3">
          <StateMark state={state.status} />
          <span className="text-ink-2 text-sm tabular-nums">
            {lasted(state.latencyMs)}
            {state.attempts > 1 ? ` · ${state.attempts} attempts` : ""}
            {state.cached ? " · from cache" : ""}
          </span>
          <span className="flex-1" />
          {value !== undefined && !pin ? (
            <Button small look="quiet" icon={<Pin size={13} />} onClick={() => setPin({ value })}>
              Pin
            </Button>
          ) : null}
        </div>
      ) : null}
      {state && !["completed", "failed", "running"].includes(state.status) ? (
        <p className="px-3 pt-2 text-ink-2">{whyNode(state)}</p>
      ) : null}
      <ErrorBox error={state?.error} />
      {ports.map(([port, fired]) => (
        <section key={port}>
          {ports.length > 1 || port !== "main" ? (
            <h3 className="px-3 pt-3 font-medium text-ink-2 text-sm">Output “{port}”</h3>
          ) : null}
          <ValueView value={fired} path={`outputs.${id}`} label={`output ${port}`} />
        </section>
      ))}
      {!state && pin ? <ValueView value={pin.value} path={`outputs.${id}`} label="pinned output" /> : null}
      {!state && !pin ? (
        <Empty title="No output yet">Run the workflow; what this node gives is shown here.</Empty>
      ) : null}
    </div>
  );
}
