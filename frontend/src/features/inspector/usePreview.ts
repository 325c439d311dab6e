/** The value of an expression on real data, as the server works it out while it is typed. */
import { useEffect, useState } from "react";
import { ApiProblem, api } from "@/api";
import { useEditor } from "@/features/editor";
import { useRun } from "@/features/run";
import type { Json } from "@/graph/model";

interface Answer {
  ok: boolean;
  value?: Json;
  error?: { message: string; line: number; column: number; end_column: number; hint: string | null };
}

export interface Preview {
  value?: Json;
  error?: { message: string; start: number; end: number };
}

/** Lines and columns of the server (both from 1) as places in the text. */
function placed(source: string, answer: Answer): Preview {
  const { error } = answer;
  if (!error) return { value: answer.value };
  const before = source
    .split("\n")
    .slice(0, Math.max(error.line - 1, 0))
    .join("\n");
  const lineStart = error.line > 1 ? before.length + 1 : 0;
  const message = error.hint ? `${error.message} ${error.hint}` : error.message;
  return { error: { message, start: lineStart + error.column - 1, end: lineStart + error.end_column - 1 } };
}

const PAUSE = 250;
let missing = false;

export function usePreview(node: string, source: string, bare: boolean): Preview | null {
  const last = useEditor((state) => state.lastExecution);
  const shown = useRun((view) => view.id);
  const execution = shown || last;
  const [preview, setPreview] = useState<Preview | null>(null);
  // Without a run there is no data to try it on; what is wrong with it is told by the problems of the draft.
  const asks = execution !== "" && node !== "" && (bare ? source.trim() !== "" : source.includes("{{"));
  useEffect(() => {
    if (!asks || missing) {
      setPreview(null);
      return;
    }
    const stop = new AbortController();
    const timer = window.setTimeout(async () => {
      try {
        const body = { text: source, bare, node, execution };
        const answer = await api.post<Answer>("expressions/preview/", body, { signal: stop.signal });
        setPreview(placed(source, answer));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) missing = true;
        if (!stop.signal.aborted) setPreview(null);
      }
    }, PAUSE);
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [asks, source, bare, node, execution]);
  return preview;
}
