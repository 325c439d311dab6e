/** Two people changed the same: both sides, thing by thing, and a choice that loses nothing. */
import { type Autosave, useEditor } from "@/features/editor";
import { difference, type Part } from "@/graph/changes";
import { Button, Dialog } from "@/ui";

function nameOf(part: Part): string {
  if (part.of === "nodes") return (part.before ?? part.after)?.name ?? part.id;
  if (part.of === "edges") {
    const edge = part.before ?? part.after;
    return `${edge?.source} → ${edge?.target}`;
  }
  return part.of === "notes" ? "A note" : `The ${part.of} of the workflow`;
}

function says(thing: unknown): string {
  if (thing === undefined) return "is not there";
  if (typeof thing === "object" && thing !== null && "config" in thing)
    return JSON.stringify(thing.config, null, 1);
  return JSON.stringify(thing, null, 1);
}

export function ConflictDialog({ autosave }: { autosave: Autosave }) {
  const conflict = useEditor((state) => state.conflict);
  const mine = useEditor((state) => state.graph);
  if (!conflict) return null;
  const parts = difference(mine, conflict.theirs.graph).filter(
    (part) => JSON.stringify(part.before) !== JSON.stringify(part.after),
  );
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      wide
      title="Somebody else changed this too"
      about="Both of you changed the same things. Nothing is lost: what you do not keep can be brought back by Undo or by Versions."
      footer={
        <>
          <Button onClick={() => autosave.takeTheirs()}>Take theirs</Button>
          <Button look="main" onClick={() => void autosave.keepMine()}>
            Keep mine
          </Button>
        </>
      }
    >
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-ink-2">
            <th className="w-40 py-1 text-start font-medium">What</th>
            <th className="py-1 text-start font-medium">Yours</th>
            <th className="py-1 text-start font-medium">Theirs</th>
          </tr>
        </thead>
        <tbody>
          {parts.slice(0, 100).map((part, index) => (
            <tr key={index} className="border-t align-top">
              <td className="break-words py-2 pe-3 font-medium">{nameOf(part)}</td>
              <td className="py-2 pe-3">
                <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words font-mono text-xs">
                  {says(part.before)}
                </pre>
              </td>
              <td className="py-2">
                <pre className="max-h-40 overflow-auto whitespace-pre-wrap break-words font-mono text-xs">
                  {says(part.after)}
                </pre>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
