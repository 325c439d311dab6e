/** What a node type is for, with its examples. */
import { edit, useEditorStore } from "@/features/editor";
import { changeNode, type GraphNode } from "@/graph/model";
import type { NodeType } from "@/graph/nodeType";
import { Button } from "@/ui";

const EFFECTS: Record<string, string> = {
  pure: "Has no effect outside; it may run again at any time.",
  idempotent: "May be repeated: the receiver drops what comes twice.",
  once: "Is never repeated silently. After a crash it asks.",
};

/** Docs are plain text with *emphasis* and `code`; nothing in them is taken as HTML. */
function Prose({ text }: { text: string }) {
  return (
    <>
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index}>
          {paragraph.split(/(`[^`]+`|\*[^*]+\*)/).map((part, at) => {
            if (part.startsWith("`")) {
              return (
                <code key={at} className="rounded bg-sunken px-1 font-mono text-sm">
                  {part.slice(1, -1)}
                </code>
              );
            }
            return part.startsWith("*") && part.length > 2 ? <em key={at}>{part.slice(1, -1)}</em> : part;
          })}
        </p>
      ))}
    </>
  );
}

export function DocsTab({ node, type }: { node: GraphNode; type: NodeType | undefined }) {
  const editor = useEditorStore();
  if (!type)
    return (
      <p className="p-4">This Quintet does not know nodes of type “{node.type}”. What is set is kept.</p>
    );
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="font-medium">{type.summary}</p>
      <Prose text={type.docs} />
      <p className="text-ink-2">{EFFECTS[type.effect] ?? ""}</p>
      {type.examples.length > 0 ? <h3 className="mt-2 font-semibold">Examples</h3> : null}
      {type.examples.map((example) => (
        <figure key={example.title} className="rounded-lg border">
          <figcaption className="flex items-center gap-2 border-b py-1 ps-3 pe-1">
            <span className="flex-1">{example.title}</span>
            <Button
              small
              look="quiet"
              onClick={() =>
                edit(editor, "Use an example", (graph) =>
                  changeNode(graph, node.id, { config: example.config }),
                )
              }
            >
              Use it
            </Button>
          </figcaption>
          <pre className="overflow-auto p-3 font-mono text-sm">{JSON.stringify(example.config, null, 2)}</pre>
        </figure>
      ))}
      <p className="font-mono text-ink-3 text-sm">
        {type.key} · version {type.version}
      </p>
    </div>
  );
}
