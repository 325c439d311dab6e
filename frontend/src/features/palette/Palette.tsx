/** The nodes that can be drawn, by group, with a search by name, word and purpose. */
import { Search, X } from "lucide-react";
import { useMemo, useState } from "react";
import { addNode, useEditor, useEditorStore } from "@/features/editor";
import type { NodeType } from "@/graph/nodeType";
import { findTypes } from "@/graph/search";
import { groupColour, groupTitle, IconButton, NodeIcon } from "@/ui";

export const DRAGGED_TYPE = "application/x-quintet-node-type";
const FIRST = ["triggers", "flow", "data", "web", "messages", "people", "ai", "documents", "files"];

function byGroup(types: readonly NodeType[]): [string, NodeType[]][] {
  const groups = new Map<string, NodeType[]>();
  for (const type of types) {
    const list = groups.get(type.group);
    if (list) list.push(type);
    else groups.set(type.group, [type]);
  }
  const place = (group: string) => {
    const at = FIRST.indexOf(group);
    return at < 0 ? FIRST.length : at;
  };
  return [...groups].sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
}

function Entry({ type, onAdd }: { type: NodeType; onAdd(): void }) {
  return (
    <button
      type="button"
      draggable
      title={type.summary}
      data-node-type={type.key}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED_TYPE, type.key);
        event.dataTransfer.effectAllowed = "copy";
      }}
      onClick={onAdd}
      className="group flex w-full cursor-grab items-start gap-2.5 rounded-lg px-2 py-1.5 text-start hover:bg-hover active:cursor-grabbing"
    >
      <span
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-md border bg-surface text-ink-2"
        style={{ borderInlineStart: `3px solid ${groupColour(type.group)}` }}
      >
        <NodeIcon name={type.icon} size={14} />
      </span>
      <span className="min-w-0">
        <span className="block truncate font-medium leading-4">{type.title}</span>
        <span className="line-clamp-2 text-ink-3 text-sm">{type.summary}</span>
      </span>
    </button>
  );
}

export function Palette({ onClose }: { onClose(): void }) {
  const editor = useEditorStore();
  const catalogue = useEditor((state) => state.catalogue);
  const [query, setQuery] = useState("");
  const found = useMemo(() => findTypes(catalogue.values(), query), [catalogue, query]);
  const groups = useMemo(() => (query ? null : byGroup(found)), [query, found]);

  /** A click puts the node after the selected one, or into the middle of what is seen. */
  const add = (type: NodeType) => {
    const { flow, selection, graph } = editor.getState();
    const [chosen] = selection.nodes;
    const node = selection.nodes.size === 1 && chosen ? graph.nodes.get(chosen) : undefined;
    const free = node && ![...graph.edges.values()].some((edge) => edge.source === node.id);
    const sheet = document.querySelector(".sheet")?.getBoundingClientRect();
    if (!flow || !sheet) return;
    const middle = flow.screenToFlowPosition({ x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 2 });
    const hasInput = type.ports.inputs.length > 0;
    const source = editor.getState().catalogue.get(node?.type ?? "");
    const port = source?.ports.outputs[0]?.key;
    if (node && free && hasInput && port && !node.parent) {
      const at = { x: node.position.x + 256, y: node.position.y };
      addNode(editor, type, { at, after: { node: node.id, port } });
    } else addNode(editor, type, { at: { x: middle.x - 96, y: middle.y - 28 } });
  };

  return (
    <aside aria-label="Nodes" className="flex w-60 shrink-0 flex-col border-e bg-surface">
      <div className="flex items-center gap-1 p-2">
        <div className="relative flex-1">
          <Search
            size={14}
            aria-hidden
            className="pointer-events-none absolute top-2.5 left-2.5 text-ink-3"
          />
          <input
            type="search"
            className="control ps-8"
            placeholder="Search nodes"
            aria-label="Search nodes"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") setQuery("");
              if (event.key === "Enter" && query && found[0]) add(found[0]);
            }}
          />
        </div>
        <IconButton label="Hide the nodes" onClick={onClose}>
          <X size={15} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-2 pb-4">
        {groups?.map(([group, types]) => (
          <section key={group} className="mb-2">
            <h2 className="flex items-center gap-2 px-2 py-1.5 font-medium text-ink-3 text-xs">
              {groupTitle(group)}
            </h2>
            {types.map((type) => (
              <Entry key={type.key} type={type} onAdd={() => add(type)} />
            ))}
          </section>
        ))}
        {groups ? null : found.map((type) => <Entry key={type.key} type={type} onAdd={() => add(type)} />)}
        {found.length === 0 ? (
          <p className="px-2 py-6 text-center text-ink-2">
            No node is called that. Try a word for what it should do.
          </p>
        ) : null}
      </div>
    </aside>
  );
}
