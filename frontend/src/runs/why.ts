/** Why an execution or a node is not running, and what its state is called, in plain words (R38). */
import type { ExecutionStatus, NodeState, NodeStatus } from "./events";
import { instant } from "./events";

export const NODE_WORDS: Record<NodeStatus, string> = {
  pending: "Not yet",
  running: "Running",
  waiting: "Waiting",
  parked: "Needs you",
  uncertain: "Uncertain",
  completed: "Done",
  failed: "Failed",
  skipped: "Skipped",
  cancelled: "Cancelled",
};

export const EXECUTION_WORDS: Record<ExecutionStatus, string> = {
  queued: "Queued",
  running: "Running",
  waiting: "Waiting",
  paused: "Paused",
  parked: "Needs you",
  cancelling: "Cancelling",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

function moment(value: unknown): string {
  const at = typeof value === "string" || typeof value === "number" ? instant(value) : null;
  return at === null
    ? ""
    : new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

function whyWaiting(state: NodeState): string {
  const wait = state.wait ?? {};
  const until = moment(wait.until) || moment(wait.deadline);
  switch (wait.kind) {
    case "retry":
      return `Attempt ${state.attempts} failed${state.error ? `: ${state.error.message}` : ""}. It is tried again${until ? ` at ${until}` : ""}.`;
    case "approval":
      return `Waiting for an approval${until ? ` until ${until}` : ""}. Answer it in the inbox.`;
    case "form":
      return `Waiting for a form to be filled in${until ? ` until ${until}` : ""}. It is in the inbox.`;
    case "webhook":
      return `Waiting for an answer from outside${until ? ` until ${until}` : ""}.`;
    case "child":
      return "Waiting for the workflow that it started.";
    default:
      return until ? `Waiting until ${until}.` : "Waiting.";
  }
}

export function whyNode(state: NodeState | undefined): string {
  if (!state || state.status === "pending") return "Not started: what comes before it has not ended.";
  switch (state.status) {
    case "waiting":
      return whyWaiting(state);
    case "parked":
      return `Stopped for you: ${state.error?.message ?? "it failed"}. Mend it and retry, give an output, or skip it.`;
    case "uncertain":
      return "The worker died while this was under way; nobody knows whether it took effect. Decide whether to retry or to skip it.";
    case "skipped":
      return state.reason ? `Skipped: ${state.reason}` : "Skipped: nothing that leads here went live.";
    case "cancelled":
      return state.reason ? `Cancelled: ${state.reason}` : "Cancelled with the execution.";
    case "failed":
      return state.error?.message ?? "Failed.";
    default:
      return "";
  }
}

export function whyExecution(status: ExecutionStatus, reason: string): string {
  if (reason) return reason;
  switch (status) {
    case "queued":
      return "Waiting for a worker to take it.";
    case "waiting":
      return "Nothing to do until what it waits for happens.";
    case "paused":
      return "Paused. Resume it to go on.";
    case "parked":
      return "A node needs a decision from you.";
    case "cancelling":
      return "Stopping what still runs.";
    default:
      return "";
  }
}
