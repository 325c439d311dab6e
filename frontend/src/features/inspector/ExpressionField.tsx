/** An expression with its value under it; the editor comes when it is needed, a plain field stands in meanwhile. */
import { lazy, Suspense, useMemo } from "react";
import { useEditor } from "@/features/editor";
import { useRun } from "@/features/run";
import type { ExpressionEditorProps } from "./ExpressionEditor";
import { scopeOf } from "./scope";
import { usePreview } from "./usePreview";

const ExpressionEditor = lazy(() => import("./ExpressionEditor"));

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
            defaultValue={rest.value}
            onChange={(event) => rest.onChange(event.target.value)}
          />
        }
      >
        <ExpressionEditor {...rest} scope={scope} mistake={mistake} />
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
