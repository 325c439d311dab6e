/** Any value as JSON text; what does not parse yet stays in the field and says why. */
import { useState } from "react";
import type { Json } from "@/graph/model";
import type { WidgetProps } from "./props";

export function JsonWidget({ id, describedBy, value, onChange, schema }: WidgetProps) {
  const isEmpty = value === undefined || (value === null && schema.default === null);
  const shown = isEmpty ? "" : JSON.stringify(value, null, 2);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const change = (text: string) => {
    setDraft(text);
    if (text.trim() === "") {
      setProblem("");
      onChange(undefined);
      return;
    }
    if (text.includes("{{")) {
      onChange(text);
      return;
    }
    try {
      onChange(JSON.parse(text) as Json);
      setProblem("");
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "This is not JSON.");
    }
  };
  const text = draft ?? shown;
  return (
    <>
      <textarea
        id={id}
        aria-describedby={describedBy}
        aria-invalid={problem !== "" || undefined}
        className="control resize-y font-mono text-sm"
        rows={Math.min(12, Math.max(2, text.split("\n").length))}
        value={text}
        spellCheck={false}
        placeholder="JSON or {{ expression }}"
        onChange={(event) => change(event.target.value)}
        onBlur={() => problem === "" && setDraft(null)}
      />
      {problem ? <p className="mt-1 text-failed text-sm">Not JSON yet: {problem}</p> : null}
    </>
  );
}
