/** Lists over the graph: problems, outline, and finding a node by a word. */
import { CircleAlert, Search, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import type { Problem } from "@/api";
import { reveal, useEditor, useEditorStore } from "@/features/editor";
import { faceOf } from "@/graph/face";
import { childrenOf, edgesAt, type GraphNode } from "@/graph/model";
import { Dialog, Empty, NodeIcon } from "@/ui";

interface PanelProps {
  open: boolean;
  onOpenChange(open: boolean): void;
}

export function ProblemsPanel({ open, onOpenChange }: PanelProps) {
  const editor = useEditorStore();
  const problems = useEditor((state) => state.problems);
  const graph = useEditor((state) => state.graph);
  const show = (problem: Problem) => {
    onOpenChange(false);
    const edge = graph.edges.get(problem.edge);
    const node = problem.node || edge?.source;
    if (node) reveal(editor, [node]);
    const field = problem.field.replace(/^config\.?/, "").split(/[.[]/)[0] ?? "";
    if (problem.node && field) window.setTimeout(() => editor.setState({ focusField: field }), 50);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Problems"
      about="Errors stop a run; warnings do not."
    >
      {problems.length === 0 ? <Empty title="Nothing is wrong" /> : null}
      <ul>
        {problems.map((problem, index) => (
          <li key={index}>
            <button
              type="button"
              className="flex w-full items-start gap-2.5 rounded-md px-2 py-2 text-start hover:bg-hover"
              onClick={() => show(problem)}
            >
              {problem.severity === "error" ? (
                <CircleAlert size={15} className="mt-0.5 shrink-0 text-failed" aria-label="Error" />
              ) : (
                <TriangleAlert size={15} className="mt-0.5 shrink-0 text-waiting" aria-label="Warning" />
              )}
              <span className="min-w-0">
                {problem.node ? (
                  <span className="block font-medium">
                    {graph.nodes.get(problem.node)?.name ?? problem.node}
                  </span>
                ) : null}
                <span className="break-words text-ink-2">{problem.message}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Row({ node, onChoose }: { node: GraphNode; onChoose(): void }) {
  const graph = useEditor((state) => state.graph);
  const type = useEditor((state) => state.catalogue.get(node.type));
  const inside = childrenOf(graph, node.id);
  const next = edgesAt(graph, node.id).outgoing.map(
    (edge) => graph.nodes.get(edge.target)?.name ?? edge.target,
  );
  const editor = useEditorStore();
  return (
    <li
      role="treeitem"
      aria-selected={false}
      aria-expanded={inside.length > 0 ? true : undefined}
      tabIndex={-1}
    >
      <button
        type="button"
        className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-start hover:bg-hover"
        onClick={() => {
          onChoose();
          reveal(editor, [node.id]);
        }}
      >
        <span className="text-ink-2">
          <NodeIcon name={type?.icon ?? "circle-help"} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{node.name}</span>
          <span className="block truncate text-ink-3 text-sm">
            {[faceOf(node, type), next.length > 0 ? `then ${next.join(", ")}` : ""]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
      </button>
      {inside.length > 0 ? (
        <ul role="group" className="ms-5 border-s ps-2">
          {inside.map((child) => (
            <Row key={child.id} node={child} onChoose={onChoose} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** The same graph as a list: for the keyboard and for screen readers. */
export function OutlinePanel({ open, onOpenChange }: PanelProps) {
  const graph = useEditor((state) => state.graph);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Outline">
      <ul role="tree" aria-label="Nodes of the workflow">
        {childrenOf(graph, null).map((node) => (
          <Row key={node.id} node={node} onChoose={() => onOpenChange(false)} />
        ))}
      </ul>
    </Dialog>
  );
}

function matches(node: GraphNode, wanted: string): boolean {
  return `${node.name} ${node.id} ${node.type} ${JSON.stringify(node.config)} ${node.note}`
    .toLowerCase()
    .includes(wanted);
}

/** Finds nodes by a word in their name, id, type, config or note. */
export function FindBar({ onClose }: { onClose(): void }) {
  const editor = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return wanted ? [...graph.nodes.values()].filter((node) => matches(node, wanted)) : [];
  }, [graph, query]);
  const step = (by: number) => {
    if (found.length === 0) return;
    const next = (at + by + found.length) % found.length;
    setAt(next);
    const node = found[next];
    if (node) reveal(editor, [node.id]);
  };
  return (
    <search className="absolute top-3 left-1/2 z-20 flex h-10 w-96 -translate-x-1/2 items-center gap-2 rounded-lg border bg-raised px-3 shadow-raised">
      <Search size={14} aria-hidden className="text-ink-3" />
      <input
        autoFocus
        aria-label="Find on the canvas"
        placeholder="Find a node by any word in it"
        className="min-w-0 flex-1 bg-transparent outline-none"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(-1);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
        }}
        onBlur={() => query === "" && onClose()}
      />
      <span role="status" className="text-ink-3 text-sm tabular-nums">
        {query ? `${found.length === 0 ? "nothing" : `${Math.max(at + 1, 0)} of ${found.length}`}` : ""}
      </span>
    </search>
  );
}
