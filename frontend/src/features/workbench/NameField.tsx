/** The workflow's name, written over in place. */
import { useState } from "react";
import { api, sentence, type Workflow } from "@/api";
import { useEditor, useEditorStore } from "@/features/editor";
import { say } from "@/ui";

const LONGEST = 200;

export function NameField() {
  const editor = useEditorStore();
  const name = useEditor((state) => state.name);
  const readOnly = useEditor((state) => state.readOnly !== "");
  const [draft, setDraft] = useState<string | null>(null);
  const leave = async () => {
    const wanted = draft?.trim() ?? "";
    setDraft(null);
    if (!wanted || wanted === name) return;
    const { id, revision } = editor.getState();
    editor.setState({ name: wanted });
    try {
      const saved = await api.patch<Workflow>(`workflows/${id}/`, { revision, name: wanted });
      editor.setState({ revision: saved.revision });
    } catch (error) {
      editor.setState({ name });
      say(sentence(error), { tone: "problem" });
    }
  };
  return (
    <input
      aria-label="Name of the workflow"
      readOnly={readOnly}
      maxLength={LONGEST}
      className="h-8 min-w-24 max-w-80 truncate rounded-md bg-transparent px-2 font-semibold hover:bg-hover"
      style={{ width: `${Math.min(Math.max((draft ?? name).length, 8), 40) + 3}ch` }}
      value={draft ?? name}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => void leave()}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}
