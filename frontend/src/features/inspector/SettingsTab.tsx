/** How a node behaves in a run: retry, failure, time, joining, cache, undo. The same for every type. */
import { edit, useEditor, useEditorStore } from "@/features/editor";
import { changeNode, type GraphNode, type Json, type JsonObject } from "@/graph/model";
import { Field } from "@/ui";
import { SchemaForm } from "./SchemaForm";

const RETRY: JsonObject = {
  properties: {
    attempts: { type: "integer", title: "Attempts", minimum: 1, maximum: 100, default: 3 },
    delay: { type: "number", title: "First wait", "x-widget": "duration", default: 1 },
    factor: {
      type: "number",
      title: "Each wait is longer by",
      minimum: 1,
      default: 2,
      "x-section": "advanced",
    },
    max_delay: {
      type: "number",
      title: "Longest wait",
      "x-widget": "duration",
      default: 60,
      "x-section": "advanced",
    },
  },
};

const FAILURES: [key: string, title: string][] = [
  ["fail", "Fail the run"],
  ["continue", "Go on, with the error as its output"],
  ["route", "Go on by an Error output"],
  ["default", "Go on with a given value"],
  ["park", "Wait for somebody to mend it"],
];

const JOINS: [key: string, title: string][] = [
  ["all", "Wait for all, run if any came"],
  ["all_live", "Only if all came"],
  ["any", "As soon as one came"],
  ["always", "Wait for all, run in any case"],
];

function Choice(props: {
  id: string;
  value: string;
  options: [string, string][];
  onChange(value: string): void;
}) {
  return (
    <select
      id={props.id}
      className="control"
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {props.options.map(([key, title]) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  );
}

function Seconds(props: { id: string; value: Json | undefined; onChange(value: number | undefined): void }) {
  return (
    <span className="flex items-center gap-2">
      <input
        id={props.id}
        type="number"
        min={0}
        step="any"
        className="control tabular-nums"
        placeholder="no limit"
        value={typeof props.value === "number" ? props.value : ""}
        onChange={(event) =>
          props.onChange(event.target.value === "" ? undefined : Number(event.target.value))
        }
      />
      <span className="text-ink-2">seconds</span>
    </span>
  );
}

const textOf = (value: Json | undefined, otherwise: string) =>
  typeof value === "string" ? value : otherwise;

export function SettingsTab({ node }: { node: GraphNode }) {
  const editor = useEditorStore();
  const joins = useEditor(
    (state) => [...state.graph.edges.values()].filter((edge) => edge.target === node.id).length > 1,
  );
  const type = useEditor((state) => state.catalogue.get(node.type));
  const { settings } = node;
  const set = (key: string, value: Json | undefined) =>
    edit(
      editor,
      "Change settings",
      (graph) => {
        const { [key]: _old, ...rest } = graph.nodes.get(node.id)?.settings ?? {};
        return changeNode(graph, node.id, {
          settings: value === undefined ? rest : { ...rest, [key]: value },
        });
      },
      `settings/${node.id}/${key}`,
    );
  const retry =
    typeof settings.retry === "object" && settings.retry !== null ? (settings.retry as JsonObject) : {};
  const cache =
    typeof settings.cache === "object" && settings.cache !== null ? (settings.cache as JsonObject) : {};
  return (
    <div className="flex flex-col gap-4 p-4">
      <Field label="When it fails">
        {({ id }) => (
          <Choice
            id={id}
            options={FAILURES}
            value={textOf(settings.on_error, "fail")}
            onChange={(value) => set("on_error", value === "fail" ? undefined : value)}
          />
        )}
      </Field>
      {settings.on_error === "default" ? (
        <SchemaForm
          schema={{ properties: { default_output: { title: "Value instead", "x-widget": "json" } } }}
          value={settings.default_output === undefined ? {} : { default_output: settings.default_output }}
          onChange={(value) => set("default_output", value.default_output)}
          node={node.id}
          problems={{}}
        />
      ) : null}
      <fieldset className="flex flex-col gap-3 rounded-lg border p-3">
        <legend className="px-1 font-medium text-ink-2 text-sm">Trying again</legend>
        <p className="text-ink-3 text-sm">
          {type?.retries
            ? "This type is tried 3 times by default when a network or a server fails."
            : "This type is not tried again unless you say so."}
        </p>
        <SchemaForm
          schema={RETRY}
          value={retry}
          onChange={(value) => set("retry", Object.keys(value).length > 0 ? value : undefined)}
          node={node.id}
          problems={{}}
        />
      </fieldset>
      <Field label="Time for one attempt">
        {({ id }) => (
          <Seconds
            id={id}
            value={settings.attempt_timeout}
            onChange={(value) => set("attempt_timeout", value)}
          />
        )}
      </Field>
      <Field label="Time for all attempts" help="Waiting for people and timers does not count.">
        {({ id }) => (
          <Seconds id={id} value={settings.node_timeout} onChange={(value) => set("node_timeout", value)} />
        )}
      </Field>
      {joins ? (
        <Field label="Where several lines come in">
          {({ id }) => (
            <Choice
              id={id}
              options={JOINS}
              value={textOf(settings.join, "all")}
              onChange={(value) => set("join", value === "all" ? undefined : value)}
            />
          )}
        </Field>
      ) : null}
      <Field label="Keep its result for" help="The same config gives the kept result without running.">
        {({ id }) => (
          <Seconds
            id={id}
            value={cache.seconds}
            onChange={(value) => set("cache", value === undefined ? undefined : { seconds: value })}
          />
        )}
      </Field>
      {type?.effect === "once" ? (
        <Field label="If a worker dies in the middle">
          {({ id }) => (
            <Choice
              id={id}
              options={[
                ["park", "Ask before it is repeated"],
                ["retry", "Repeat it"],
                ["fail", "Fail the run"],
              ]}
              value={textOf(settings.uncertain, "park")}
              onChange={(value) => set("uncertain", value === "park" ? undefined : value)}
            />
          )}
        </Field>
      ) : null}
      <Undo node={node} onChange={(value) => set("undo", value)} />
      <Field label="Note" help="For whoever reads the workflow.">
        {({ id }) => (
          <textarea
            id={id}
            className="control min-h-16 resize-y"
            value={node.note}
            onChange={(event) =>
              edit(
                editor,
                "Change note",
                (graph) => changeNode(graph, node.id, { note: event.target.value }),
                `note/${node.id}`,
              )
            }
          />
        )}
      </Field>
    </div>
  );
}

function Undo({ node, onChange }: { node: GraphNode; onChange(value: string | undefined): void }) {
  const graph = useEditor((state) => state.graph);
  const others: [string, string][] = [...graph.nodes.values()]
    .filter((other) => other.id !== node.id)
    .map((other) => [other.id, other.name]);
  return (
    <Field
      label="Undone by"
      help="Runs when the execution fails or is cancelled after this node has succeeded."
    >
      {({ id }) => (
        <Choice
          id={id}
          options={[["", "Nothing"], ...others]}
          value={textOf(node.settings.undo, "")}
          onChange={(value) => onChange(value || undefined)}
        />
      )}
    </Field>
  );
}
