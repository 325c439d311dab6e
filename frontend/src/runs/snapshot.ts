/** What the server says an execution is now, as a run state to fold further events into. */
import type { Json, JsonObject } from "../graph/model";
import {
  type EdgeStatus,
  type ExecutionStatus,
  type Iterations,
  instant,
  type NodeState,
  type NodeStatus,
  type RunError,
} from "./events";
import { type RunState, reasonText } from "./fold";

export interface Execution {
  id: string;
  workflow: string;
  workflow_name: string;
  version: { id: string; number: number | null } | null;
  project: string;
  status: ExecutionStatus;
  status_reason: string;
  trigger: { node: string; kind: string } | null;
  mode: string;
  priority: string;
  inputs: Json;
  result: Json;
  error: RunError | null;
  progress: number | null;
  eta_seconds: number | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  wake_up_at: string | null;
  created_by: unknown;
  last_event: number;
  node_states?: Record<string, JsonObject>;
  edge_states?: Record<string, string>;
  counts?: Record<string, number>;
}

export function nodeState(raw: JsonObject): NodeState {
  const ports = raw.ports;
  const fired = typeof ports === "object" && ports !== null && !Array.isArray(ports) ? ports : null;
  return {
    status: (raw.status as NodeStatus) ?? "pending",
    attempts: typeof raw.attempts === "number" ? raw.attempts : 0,
    startedAt: instant(raw.started_at as string | null),
    finishedAt: instant(raw.finished_at as string | null),
    latencyMs: typeof raw.latency_ms === "number" ? raw.latency_ms : null,
    cached: raw.cached === true,
    ports: fired ?? (raw.output === undefined || raw.output === null ? null : { main: raw.output }),
    error:
      typeof raw.error === "string" ? { message: raw.error } : ((raw.error as unknown as RunError) ?? null),
    reason: reasonText(raw.reason),
    wait: typeof raw.wait === "object" && raw.wait !== null && !Array.isArray(raw.wait) ? raw.wait : null,
    iterations: (raw.iterations as unknown as Iterations) ?? null,
  };
}

export function runStateOf(execution: Execution): RunState {
  return {
    status: execution.status,
    statusReason: execution.status_reason ?? "",
    last: execution.last_event ?? 0,
    nodes: new Map(Object.entries(execution.node_states ?? {}).map(([id, raw]) => [id, nodeState(raw)])),
    edges: new Map(Object.entries(execution.edge_states ?? {}) as [string, EdgeStatus][]),
    result: execution.result ?? null,
    error: execution.error,
    startedAt: instant(execution.started_at),
    finishedAt: instant(execution.finished_at),
  };
}
