/** A sticky note: text on the sheet that runs nothing. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { changeNote, type FlowNode, NOTE_PREFIX, useEditor, useEditorStore } from "@/features/editor";
import { snap } from "@/graph/geometry";

const COLOURS = ["yellow", "blue", "green", "plain"];

/** Words between double stars are strong; the rest stands as it was written. */
function formatted(text: string) {
  return text.split("**").map((part, index) => (index % 2 ? <strong key={index}>{part}</strong> : part));
}

function Note({ id, selected }: NodeProps<FlowNode>) {
  const editor = useEditorStore();
  const key = id.slice(NOTE_PREFIX.length);
  const note = useEditor((state) => state.graph.notes.get(key));
  if (!note) return null;
  return (
    <div className="note relative" data-color={note.color}>
      <NodeResizer
        isVisible={selected}
        minWidth={120}
        minHeight={64}
        color="var(--accent)"
        onResizeEnd={(_event, box) =>
          changeNote(editor, key, {
            size: { width: snap(box.width), height: snap(box.height) },
            position: { x: snap(box.x), y: snap(box.y) },
          })
        }
      />
      <div className="note-text" aria-hidden>
        {formatted(note.text)}
      </div>
      <textarea
        aria-label="Note"
        className="nodrag nowheel"
        value={note.text}
        maxLength={20_000}
        placeholder="Write something…"
        onChange={(event) => changeNote(editor, key, { text: event.target.value }, `note/${key}`)}
      />
      {selected ? (
        <div className="nodrag absolute -bottom-7 left-0 flex gap-1 rounded-md border bg-raised p-1">
          {COLOURS.map((color) => (
            <button
              key={color}
              type="button"
              aria-label={`Colour ${color}`}
              className="note !size-4 !rounded-full"
              data-color={color}
              onClick={() => changeNote(editor, key, { color })}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

export const NoteNode = memo(Note);
