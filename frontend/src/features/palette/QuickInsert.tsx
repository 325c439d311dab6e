/** The list of nodes at the pointer: type a word, press Enter, and it stands there, joined. */
import { useEffect, useMemo, useRef, useState } from "react";
import { addNode, type InsertAt, useEditor, useEditorStore } from "@/features/editor";
import { type Catalogue, isTrigger, type NodeType } from "@/graph/nodeType";
import { findTypes } from "@/graph/search";
import { classes, groupColour, NodeIcon } from "@/ui";

const WIDTH = 304;
const HEIGHT = 360;
const RECENT = "quintet.recent-nodes";

function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
}

function remember(key: string): void {
  localStorage.setItem(
    RECENT,
    JSON.stringify([key, ...recent().filter((other) => other !== key)].slice(0, 6)),
  );
}

/** Only what fits where it is to be put. */
function fitting(catalogue: Catalogue, insert: InsertAt): NodeType[] {
  const types = [...catalogue.values()];
  if (insert.edge)
    return types.filter((type) => type.ports.inputs.length > 0 && type.ports.outputs.length > 0);
  if (insert.after) return types.filter((type) => type.ports.inputs.length > 0);
  if (insert.before) return types.filter((type) => type.ports.outputs.length > 0 || type.computed_ports);
  return types;
}

function useFound(insert: InsertAt, query: string): NodeType[] {
  const catalogue = useEditor((state) => state.catalogue);
  const isEmpty = useEditor((state) => state.graph.nodes.size === 0);
  return useMemo(() => {
    const types = fitting(catalogue, insert);
    if (query) return findTypes(types, query);
    const lately = recent();
    const rank = (type: NodeType) => (lately.includes(type.key) ? lately.indexOf(type.key) : lately.length);
    const common = findTypes(types, "");
    return isEmpty
      ? common.sort((a, b) => Number(isTrigger(b)) - Number(isTrigger(a)))
      : common.sort((a, b) => rank(a) - rank(b));
  }, [catalogue, insert, isEmpty, query]);
}

function Insert({ insert }: { insert: InsertAt }) {
  const editor = useEditorStore();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const found = useFound(insert, query);
  const chosen = Math.min(at, found.length - 1);
  const close = () => editor.setState({ insert: null });

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) editor.setState({ insert: null });
    };
    window.addEventListener("pointerdown", outside, true);
    return () => window.removeEventListener("pointerdown", outside, true);
  }, [editor]);

  const choose = (type: NodeType | undefined) => {
    if (!type) return;
    close();
    remember(type.key);
    addNode(editor, type, insert);
    document.querySelector<HTMLElement>(".sheet")?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
    else if (event.key === "Enter") choose(found[chosen]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.max(8, Math.min(insert.screen.x, window.innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(insert.screen.y, window.innerHeight - HEIGHT - 8));
  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Insert a node"
      className="fixed z-30 flex animate-[appear_100ms_ease-out] flex-col overflow-hidden rounded-xl border bg-raised shadow-raised"
      style={{ left, top, width: WIDTH, maxHeight: HEIGHT }}
    >
      <input
        autoFocus
        value={query}
        placeholder={insert.after || insert.edge ? "What comes next?" : "What should it do?"}
        aria-label="Search nodes to insert"
        role="combobox"
        aria-expanded="true"
        aria-controls="insert-list"
        className="h-11 shrink-0 border-b bg-transparent px-3.5 outline-none"
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="insert-list" role="listbox" aria-label="Nodes" className="min-h-0 flex-1 overflow-auto p-1.5">
        {found.map((type, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
          <div
            key={type.key}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            data-node-type={type.key}
            ref={(element) => {
              if (index === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => setAt(index)}
            onClick={() => choose(type)}
            className={classes(
              "flex h-11 cursor-default items-center gap-2.5 rounded-lg px-2",
              index === chosen && "bg-accent-soft",
            )}
          >
            <span
              className="grid size-6 shrink-0 place-items-center rounded-md border bg-surface text-ink-2"
              style={{ borderInlineStart: `3px solid ${groupColour(type.group)}` }}
            >
              <NodeIcon name={type.icon} size={14} />
            </span>
            <span className="min-w-0">
              <span className="block truncate font-medium leading-4">{type.title}</span>
              <span className="block truncate text-ink-3 text-sm">{type.summary}</span>
            </span>
          </div>
        ))}
        {found.length === 0 ? (
          <p className="px-2 py-6 text-center text-ink-2">Nothing that fits is called that.</p>
        ) : null}
      </div>
    </div>
  );
}

export function QuickInsert() {
  const insert = useEditor((state) => state.insert);
  if (!insert) return null;
  return <Insert key={`${insert.screen.x}/${insert.screen.y}`} insert={insert} />;
}
