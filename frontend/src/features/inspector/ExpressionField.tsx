/** An expression with its value under it; the editor comes when it is needed, a plain field stands in meanwhile. */
import { type ComponentType, lazy, Suspense, useMemo, useState } from "react";
import { useEditor } from "@/features/editor";
import { useRun } from "@/features/run";
import type { ExpressionEditorProps } from "./ExpressionEditor";
import { scopeOf } from "./scope";
import { usePreview } from "./usePreview";

let loaded: ComponentType<ExpressionEditorProps> | null = null;

/** Fetches the editor before it is needed: what is typed must never fall between two fields. */
export async function loadExpressionEditor() {
  const module = await import("./ExpressionEditor");
  loaded = module.default;
  return module;
}

const LaterEditor = lazy(loadExpressionEditor);

export function useScope(node: string) {
  const graph = useEditor((state) => state.graph);
  const catalogue = useEditor((state) => state.catalogue);
  const run = useRun((view) => view.run);
  return useMemo(() => scopeOf(graph, catalogue, run, node), [graph, catalogue, run, node]);
}

interface ExpressionFieldProps extends Omit<ExpressionEditorProps, "scope" | "mistake"> {
  node: string;
}

function short(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}

export function ExpressionField({ node, ...rest }: ExpressionFieldProps) {
  // Kept for as long as the field is there: another one would lose the caret.
  const [Editor] = useState<ComponentType<ExpressionEditorProps>>(() => loaded ?? LaterEditor);
  const scope = useScope(node);
  const preview = usePreview(node, rest.value, rest.bare ?? false);
  const error = preview?.error;
  const mistake = error ?? null;
  return (
    <div>
      <Suspense
        fallback={
          <textarea
            className="control resize-none font-mono text-sm"
            rows={rest.multiline ? 4 : 1}
            aria-label={rest.label}
            autoFocus={rest.autoFocus}
            onFocus={(event) => event.target.setSelectionRange(rest.value.length, rest.value.length)}
            value={rest.value}
            onChange={(event) => rest.onChange(event.target.value)}
          />
        }
      >
        <Editor {...rest} scope={scope} mistake={mistake} />
      </Suspense>
      {error ? <p className="mt-1 text-failed text-sm">{error.message}</p> : null}
      {!error && preview && preview.value !== undefined ? (
        <p className="mt-1 truncate text-ink-2 text-sm" title={short(preview.value)}>
          <span className="text-ink-3">= </span>
          <span className="font-mono">{short(preview.value)}</span>
        </p>
      ) : null}
    </div>
  );
}
