/** The first screen of a new workflow: it invites to draw. */
import { Plus } from "lucide-react";
import { addNode, useEditor, useEditorStore } from "@/features/editor";
import { isTrigger } from "@/graph/nodeType";
import { findTypes } from "@/graph/search";
import { Button, Keys, NodeIcon } from "@/ui";

export function EmptySheet() {
  const editor = useEditorStore();
  const catalogue = useEditor((state) => state.catalogue);
  const triggers = findTypes(catalogue.values(), "").filter(isTrigger).slice(0, 4);
  const start = (key: string) => {
    const type = catalogue.get(key);
    const { flow } = editor.getState();
    const sheet = document.querySelector(".sheet")?.getBoundingClientRect();
    if (!type || !flow || !sheet) return;
    const at = flow.screenToFlowPosition({ x: sheet.x + sheet.width / 3, y: sheet.y + sheet.height / 2 });
    addNode(editor, type, { at: { x: at.x - 96, y: at.y - 28 } });
  };
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center">
      <div className="pointer-events-auto flex max-w-xl flex-col items-center gap-3 text-center">
        <h2 className="font-semibold text-xl">What should start it?</h2>
        <p className="text-ink-2">
          A workflow begins with one of these. What comes next you draw from its right side.
        </p>
        <div className="mt-2 flex flex-wrap justify-center gap-2">
          {triggers.map((type) => (
            <button
              key={type.key}
              type="button"
              onClick={() => start(type.key)}
              className="flex w-56 items-start gap-3 rounded-xl rounded-s-3xl border border-line-strong bg-surface px-4 py-3 text-start shadow-card hover:border-accent"
            >
              <span className="mt-0.5 text-ink-2">
                <NodeIcon name={type.icon} size={18} />
              </span>
              <span>
                <span className="block font-medium">{type.title}</span>
                <span className="line-clamp-2 text-ink-3 text-sm">{type.summary}</span>
              </span>
            </button>
          ))}
          {triggers.length === 0 ? (
            <Button icon={<Plus size={14} />} onClick={() => editor.setState({ insert: centre() })}>
              Add a node
            </Button>
          ) : null}
        </div>
        <p className="mt-2 flex items-center gap-2 text-ink-3 text-sm">
          Or press <Keys keys="/" /> anywhere, or double-click the sheet.
        </p>
      </div>
    </div>
  );
}

function centre() {
  return { at: { x: 0, y: 0 }, screen: { x: window.innerWidth / 2, y: window.innerHeight / 2 } };
}
