/** The events of an execution and the states that they make, as the API tells them. */
import type { Json, JsonObject } from "../graph/model";

export type ExecutionStatus =
  | "queued"
  | "running"
  | "waiting"
  | "paused"
  | "parked"
  | "cancelling"
  | "completed"
  | "failed"
  | "cancelled";

export type NodeStatus =
  | "pending"
  | "running"
  | "waiting"
  | "parked"
  | "uncertain"
  | "completed"
  | "failed"
  | "skipped"
  | "cancelled";

export type EdgeStatus = "live" | "dead";

export interface RunEvent {
  number: number;
  kind: string;
  /** ISO 8601, or seconds since the epoch. */
  at: string | number;
  node: string;
  path: string;
  attempt: number;
  data: JsonObject;
}

export interface RunError {
  kind?: string;
  code?: string;
  message: string;
  node?: string;
  path?: string;
  details?: Json;
  traceback?: string;
  config?: Json;
}

export interface Iterations {
  total: number | null;
  done: number;
  failed: number;
}

export interface NodeState {
  status: NodeStatus;
  attempts: number;
  /** Milliseconds since the epoch. */
  startedAt: number | null;
  finishedAt: number | null;
  latencyMs: number | null;
  cached: boolean;
  ports: JsonObject | null;
  error: RunError | null;
  reason: string;
  wait: JsonObject | null;
  iterations: Iterations | null;
}

export const ENDED: ReadonlySet<string> = new Set(["completed", "failed", "cancelled"]);
export const SETTLED: ReadonlySet<string> = new Set(["completed", "failed", "skipped", "cancelled"]);

export function instant(at: string | number | null | undefined): number | null {
  if (at === null || at === undefined || at === "") return null;
  if (typeof at === "number") return at < 1e11 ? at * 1000 : at;
  const read = Date.parse(at);
  return Number.isNaN(read) ? null : read;
}
