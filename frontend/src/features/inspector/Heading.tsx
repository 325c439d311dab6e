/** The head of the inspector: name and id of the node, both can be written over. */
import { Power, X } from "lucide-react";
import { useState } from "react";
import { edit, select, toggleDisabled, useEditorStore } from "@/features/editor";
import { changeNode, type GraphNode } from "@/graph/model";
import { isValidId } from "@/graph/names";
import type { NodeType } from "@/graph/nodeType";
import { renameNode } from "@/graph/references";
import { groupColour, IconButton, NodeIcon, say } from "@/ui";

const LONGEST_NAME = 200;

function whyNotId(id: string, taken: boolean): string {
  if (!isValidId(id)) return "Small letters, digits and _ only, a letter first.";
  return taken ? "Another node has this id." : "";
}

function IdField({ node, readOnly }: { node: GraphNode; readOnly: boolean }) {
  const editor = useEditorStore();
  const [draft, setDraft] = useState<string | null>(null);
  const taken = draft !== null && draft !== node.id && editor.getState().graph.nodes.has(draft);
  const why = draft === null || draft === node.id ? "" : whyNotId(draft, taken);
  const leave = () => {
    if (draft !== null && draft !== node.id && why === "") {
      const { catalogue } = editor.getState();
      edit(editor, `Rename ${node.id}`, (graph) => renameNode(graph, catalogue, node.id, draft));
      select(editor, { nodes: [draft] });
      say(`Expressions that named ${node.id} now say ${draft}.`);
    }
    setDraft(null);
  };
  return (
    <>
      <span className="flex items-center font-mono text-ink-3 text-sm" title="How expressions call this node">
        outputs.
        <input
          aria-label="Id of the node"
          aria-invalid={why !== "" || undefined}
          readOnly={readOnly}
          className="-ms-0.5 min-w-0 flex-1 rounded bg-transparent px-0.5 text-ink-2 hover:bg-hover"
          value={draft ?? node.id}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") setDraft(null);
          }}
        />
      </span>
      {why ? <span className="text-failed text-sm">{why}</span> : null}
    </>
  );
}

export function Heading({
  node,
  type,
  readOnly,
}: {
  node: GraphNode;
  type: NodeType | undefined;
  readOnly: boolean;
}) {
  const editor = useEditorStore();
  return (
    <header className="flex items-start gap-3 px-4 pt-3 pb-2">
      <span
        className="mt-1 grid size-8 shrink-0 place-items-center rounded-lg border text-ink-2"
        style={{ borderInlineStart: `3px solid ${groupColour(type?.group ?? "")}` }}
      >
        <NodeIcon name={type?.icon ?? "circle-help"} size={17} />
      </span>
      <div className="min-w-0 flex-1">
        <input
          aria-label="Name of the node"
          readOnly={readOnly}
          maxLength={LONGEST_NAME}
          className="-mx-1 w-full truncate rounded bg-transparent px-1 font-semibold text-lg leading-6 hover:bg-hover"
          value={node.name}
          onChange={(event) =>
            edit(
              editor,
              "Rename",
              (graph) => changeNode(graph, node.id, { name: event.target.value }),
              `name/${node.id}`,
            )
          }
        />
        <IdField key={node.id} node={node} readOnly={readOnly} />
      </div>
      <span className="-me-2 flex">
        {readOnly ? null : (
          <IconButton
            label={node.disabled ? "Enable" : "Disable"}
            keys="d"
            active={node.disabled}
            onClick={() => toggleDisabled(editor)}
          >
            <Power size={15} />
          </IconButton>
        )}
        <IconButton label="Close" keys="escape" onClick={() => select(editor, {})}>
          <X size={16} />
        </IconButton>
      </span>
    </header>
  );
}
