/** Everything about the selected node: its form, its data in the run, how it behaves, what it is for. */
import { useEffect, useState } from "react";
import { edit, sealHistory, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";
import { changeNode, type GraphNode, type JsonObject } from "@/graph/model";
import { Tabs } from "@/ui";
import { InputTab, OutputTab } from "./DataTabs";
import { DocsTab } from "./DocsTab";
import { loadExpressionEditor } from "./ExpressionField";
import { Heading } from "./Heading";
import { SchemaForm } from "./SchemaForm";
import { SettingsTab } from "./SettingsTab";
import { fieldsOf } from "./schema";

/** Problems of fields as the form wants them; the rest is shown above it. */
function useFieldProblems(id: string) {
  const problems = useEditor((state) => state.problemsOf.get(id));
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const problem of problems ?? []) {
    const field = problem.field.replace(/^config\.?/, "").split(/[.[]/)[0] ?? "";
    if (field) byField[field] ??= problem.message;
    else others.push(problem.message);
  }
  return { byField, others };
}

function ConfigTab({ node }: { node: GraphNode }) {
  const editor = useEditorStore();
  const type = useEditor((state) => state.catalogue.get(node.type));
  const { byField, others } = useFieldProblems(node.id);
  const focus = useEditor((state) => state.focusField);
  useEffect(() => {
    if (!focus) return;
    const field = document.querySelector(`[data-field="${CSS.escape(focus)}"]`);
    field?.scrollIntoView({ block: "center" });
    field?.querySelector<HTMLElement>("input, textarea, select, .cm-content")?.focus();
    editor.setState({ focusField: "" });
  }, [focus, editor]);
  const change = (config: JsonObject, field: string) =>
    edit(
      editor,
      `Change ${field}`,
      (graph) => changeNode(graph, node.id, { config }),
      `config/${node.id}/${field}`,
    );
  if (!type) {
    return (
      <div className="flex flex-col gap-3 p-4">
        <p>
          This Quintet does not know nodes of type “{node.type}”. It cannot run, but what is set in it is
          kept.
        </p>
        <pre className="overflow-auto rounded-lg border p-3 font-mono text-sm">
          {JSON.stringify(node.config, null, 2)}
        </pre>
      </div>
    );
  }
  const hasFields = fieldsOf(type.schema).length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving a field ends a step of undo
    <div className="p-4" onBlur={() => sealHistory(editor)}>
      {others.map((message) => (
        <p key={message} className="mb-3 rounded-md bg-failed/8 px-3 py-2 text-failed">
          {message}
        </p>
      ))}
      {hasFields ? (
        <SchemaForm
          schema={type.schema}
          value={node.config}
          onChange={change}
          node={node.id}
          problems={byField}
        />
      ) : (
        <p className="text-ink-2">{type.summary} There is nothing to set.</p>
      )}
    </div>
  );
}

export function Inspector() {
  const id =
    useEditor((state) => (state.selection.nodes.size === 1 ? [...state.selection.nodes][0] : undefined)) ??
    "";
  const node = useEditor((state) => state.graph.nodes.get(id));
  const type = useEditor((state) => state.catalogue.get(node?.type ?? ""));
  const readOnly = useEditor((state) => state.readOnly !== "");
  const problems = useEditor((state) => state.problemsOf.get(id)?.length ?? 0);
  const ran = useRun((view) => view.run?.nodes.has(id) ?? false);
  const [tab, setTab] = useState("config");
  useEffect(() => {
    void loadExpressionEditor();
  }, []);
  const wantsField = useEditor((state) => state.focusField !== "");
  useEffect(() => {
    if (wantsField) setTab("config");
  }, [wantsField]);
  if (!node) return null;
  const held = (form: React.ReactNode) => (
    <fieldset disabled={readOnly} className="contents">
      {form}
    </fieldset>
  );
  const dot = <span className="size-1.5 rounded-full bg-failed" title={`${problems} problems`} />;
  const tabs = [
    {
      key: "config",
      title: "Config",
      mark: problems > 0 ? dot : null,
      body: held(<ConfigTab node={node} />),
    },
    { key: "input", title: "Input", body: <InputTab id={id} /> },
    {
      key: "output",
      title: "Output",
      mark: ran ? <span className="size-1.5 rounded-full bg-completed" /> : null,
      body: <OutputTab id={id} />,
    },
    { key: "settings", title: "Settings", body: held(<SettingsTab node={node} />) },
    { key: "docs", title: "Docs", body: <DocsTab node={node} type={type} /> },
  ];
  return (
    <aside
      aria-label={`Inspector of ${node.name}`}
      className="flex w-[360px] shrink-0 flex-col border-s bg-surface max-[1180px]:w-[320px]"
    >
      <Heading key={`head-${node.id}`} node={node} type={type} readOnly={readOnly} />
      <Tabs key={`body-${node.id}`} label="Node" tabs={tabs} value={tab} onChange={setTab} />
    </aside>
  );
}
