/** The value of an expression on the data of a run, as the server works it out while it is typed. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { ApiProblem, api, type Execution } from "@/api";
import { useEditor } from "@/features/editor";
import { useRun } from "@/features/run";
import type { Graph, Json, JsonObject } from "@/graph/model";
import type { RunState } from "@/runs/fold";
import { runStateOf } from "@/runs/snapshot";
import { outputOf } from "./scope";

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
const MOST_CHARACTERS = 400_000;

/** The names of one node and their values in a run: what it was given, what came before, what comes in. */
export function valuesFor(graph: Graph, run: RunState, inputs: Json, node: string): JsonObject {
  const outputs: JsonObject = {};
  for (const id of graph.nodes.keys()) {
    const value = graph.nodes.get(id)?.pin?.value ?? outputOf(run, id);
    if (value !== undefined) outputs[id] = value;
  }
  const came: JsonObject = {};
  for (const edge of graph.edges.values()) {
    const value = edge.target === node ? run.nodes.get(edge.source)?.ports?.[edge.source_port] : undefined;
    if (value !== undefined) came[edge.source] = value;
  }
  const [only, ...others] = Object.values(came);
  const input = others.length > 0 ? came : only;
  return { inputs: inputs ?? {}, outputs, ...(input === undefined ? {} : { input }) };
}

interface Data {
  run: RunState;
  inputs: Json;
}

/** The run that is shown, or else the last one of the workflow. */
function useData(asks: boolean): Data | null {
  const last = useEditor((state) => state.lastExecution);
  const run = useRun((view) => view.run);
  const inputs = useRun((view) => view.execution?.inputs ?? null) as Json;
  const wanted = asks && !run && last !== "";
  const { data } = useQuery({
    queryKey: ["execution", last],
    queryFn: () => api.get<Execution>(`executions/${last}/`),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return useMemo(() => {
    if (run) return { run, inputs };
    return data && wanted ? { run: runStateOf(data), inputs: data.inputs } : null;
  }, [run, inputs, data, wanted]);
}

let missing = false;

export function usePreview(node: string, source: string, bare: boolean): Preview | null {
  const graph = useEditor((state) => state.graph);
  const [preview, setPreview] = useState<Preview | null>(null);
  // Without a run there is no data to try it on; what is wrong with it is told by the problems of the draft.
  const asks = node !== "" && (bare ? source.trim() !== "" : source.includes("{{"));
  const data = useData(asks);
  // Inside a frame the values differ from round to round: nothing is better than a wrong one.
  const inside = Boolean(graph.nodes.get(node)?.parent);
  useEffect(() => {
    if (!asks || !data || inside || missing) {
      setPreview(null);
      return;
    }
    const stop = new AbortController();
    const timer = window.setTimeout(async () => {
      try {
        const scope = valuesFor(graph, data.run, data.inputs, node);
        const body = { text: source, bare, scope };
        if (JSON.stringify(scope).length > MOST_CHARACTERS) return setPreview(null);
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
  }, [asks, source, bare, node, graph, data, inside]);
  return preview;
}
