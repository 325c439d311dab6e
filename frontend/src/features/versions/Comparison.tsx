/** What the draft does differently from a version: node by node, field by field. */
import { useQuery } from "@tanstack/react-query";
import { api, sentence } from "@/api";
import { reveal, useEditor, useEditorStore } from "@/features/editor";
import type { Json } from "@/graph/model";

type Kind = "added" | "removed" | "changed";

interface FieldChange {
  field: string;
  kind: Kind;
  before?: Json;
  after?: Json;
  layout: boolean;
}

interface Change {
  id: string;
  name?: string;
  source?: string;
  target?: string;
  kind: Kind;
  layout: boolean;
  fields: FieldChange[];
}

interface Changes {
  nodes: Change[];
  edges: Change[];
  fields: FieldChange[];
}

const SIGNS: Record<Kind, [string, string]> = {
  added: ["+", "text-completed"],
  removed: ["−", "text-failed"],
  changed: ["~", "text-waiting"],
};

const short = (value: Json | undefined) => {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <ul className="ps-6 font-mono text-sm">
      {fields
        .filter((field) => !field.layout)
        .map((field) => (
          <li key={field.field} className="break-words text-ink-2">
            {field.field}:{" "}
            {field.kind === "added" ? "" : <del className="text-failed">{short(field.before)}</del>}{" "}
            {field.kind === "removed" ? (
              ""
            ) : (
              <ins className="text-completed no-underline">{short(field.after)}</ins>
            )}
          </li>
        ))}
    </ul>
  );
}

function Mark({ kind }: { kind: Kind }) {
  const [sign, colour] = SIGNS[kind];
  return (
    <span className={`inline-block w-5 font-mono ${colour}`}>
      <span aria-hidden>{sign}</span>
      <span className="sr-only">{kind}</span>
    </span>
  );
}

export function Comparison({ number, onShow }: { number: number; onShow(): void }) {
  const editor = useEditorStore();
  const id = useEditor((state) => state.id);
  const names = useEditor((state) => state.graph.nodes);
  const { data, error } = useQuery({
    queryKey: ["compare", id, number],
    queryFn: () => api.get<Changes>(`workflows/${id}/compare/`, { a: String(number), b: "draft" }),
    staleTime: 0,
  });
  if (error) return <p className="pb-3 text-failed">{sentence(error)}</p>;
  if (!data) return <div className="skeleton mb-3 h-8" />;
  const nodes = data.nodes.filter((change) => !change.layout);
  const edges = data.edges.filter((change) => !change.layout);
  const fields = data.fields.filter((change) => !change.layout);
  if (nodes.length + edges.length + fields.length === 0)
    return <p className="pb-3 text-ink-2">The draft does the same as version {number}.</p>;
  const nameOf = (node = "") => names.get(node)?.name ?? node;
  return (
    <ul aria-label={`Changes since version ${number}`} className="flex flex-col gap-1 pb-3">
      {nodes.map((change) => (
        <li key={change.id}>
          <Mark kind={change.kind} />
          {names.has(change.id) ? (
            <button
              type="button"
              className="hover:underline"
              onClick={() => {
                onShow();
                reveal(editor, [change.id]);
              }}
            >
              {change.name}
            </button>
          ) : (
            change.name
          )}
          {change.kind === "changed" ? <Fields fields={change.fields} /> : null}
        </li>
      ))}
      {edges.map((change) => (
        <li key={change.id} className="text-ink-2">
          <Mark kind={change.kind} />
          {nameOf(change.source)} → {nameOf(change.target)}
        </li>
      ))}
      <li>
        <Fields fields={fields} />
      </li>
    </ul>
  );
}
