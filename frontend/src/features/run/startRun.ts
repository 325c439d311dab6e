/** Starting, steering and leaving an execution of the open workflow. */
import { ApiProblem, api, type Execution, type Problem, sentence } from "@/api";
import { type Autosave, type Editor, reveal, setProblems } from "@/features/editor";
import type { JsonObject } from "@/graph/model";
import { setQuery } from "@/routing";
import { say } from "@/ui";
import { followRun, useRun } from "./runStore";

export interface StartOptions {
  inputs: JsonObject;
  mode?: "run" | "step";
  to_node?: string;
  from_node?: string;
  from_execution?: string;
  breakpoints?: string[];
}

/** One key for one intention: a double click or an impatient second press starts nothing more. */
let intention = "";
let underWay: Promise<boolean> | null = null;

export function startRun(editor: Editor, autosave: Autosave, options: StartOptions): Promise<boolean> {
  underWay ??= start(editor, autosave, options).finally(() => {
    underWay = null;
  });
  return underWay;
}

async function start(editor: Editor, autosave: Autosave, options: StartOptions): Promise<boolean> {
  const saved = await autosave.flush();
  if (!saved && editor.getState().save !== "read-only") {
    say(editor.getState().saveMessage || "The draft could not be saved, so it was not run.", {
      tone: "problem",
    });
    return false;
  }
  const { id, graph } = editor.getState();
  intention ||= crypto.randomUUID();
  const breakpoints = [...graph.nodes.values()]
    .filter((node) => node.settings.breakpoint === true)
    .map((node) => node.id);
  const body = {
    version: "draft",
    async_execution: true,
    ...(breakpoints.length > 0 ? { breakpoints } : {}),
    ...options,
  };
  try {
    const execution = await api.post<Execution>(`workflows/${id}/execute/`, body, {
      headers: { "Idempotency-Key": intention },
    });
    intention = "";
    followRun(execution.id, graph, execution);
    setQuery({ execution: execution.id }, "push");
    return true;
  } catch (error) {
    // An answer of the server ends the intention; no answer leaves it open, so that the next press repeats it.
    if (!(error instanceof ApiProblem) || !error.isOffline) intention = "";
    explain(editor, error);
    return false;
  }
}

function explain(editor: Editor, error: unknown): void {
  const problems =
    error instanceof ApiProblem && error.status === 422 ? (error.body.problems as Problem[]) : undefined;
  if (!problems?.length) {
    say(sentence(error), { tone: "problem" });
    return;
  }
  setProblems(editor, problems);
  const first = problems.find((problem) => problem.severity === "error") ?? problems[0];
  say(first?.message ?? "The workflow has problems.", {
    tone: "problem",
    action: first?.node ? { label: "Show", run: () => reveal(editor, [first.node]) } : undefined,
  });
}

export type ControlAction =
  | "pause"
  | "resume"
  | "cancel"
  | "retry"
  | "step"
  | "retry_node"
  | "skip_node"
  | "supply_output";

export async function controlRun(action: ControlAction, more: JsonObject = {}): Promise<boolean> {
  const { id } = useRun.getState();
  if (!id) return false;
  try {
    await api.post(`executions/${id}/control/`, { action, ...more });
    return true;
  } catch (error) {
    say(sentence(error), { tone: "problem" });
    return false;
  }
}
