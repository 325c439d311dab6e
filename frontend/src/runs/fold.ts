/** The state of a run as the fold of its events: what each node and edge is at a moment (R5, R37). */
import type { Json, JsonObject } from "../graph/model";
import {
  type EdgeStatus,
  type ExecutionStatus,
  instant,
  type NodeState,
  type NodeStatus,
  type RunError,
  type RunEvent,
} from "./events";

/** The part of an edge that the fold has to know. */
export interface FoldEdge {
  id: string;
  source: string;
  source_port: string;
}

export interface RunState {
  status: ExecutionStatus;
  statusReason: string;
  last: number;
  nodes: ReadonlyMap<string, NodeState>;
  edges: ReadonlyMap<string, EdgeStatus>;
  result: Json;
  error: RunError | null;
  startedAt: number | null;
  finishedAt: number | null;
}

export type EdgesBySource = ReadonlyMap<string, readonly FoldEdge[]>;

export const freshRun: RunState = {
  status: "queued",
  statusReason: "",
  last: 0,
  nodes: new Map(),
  edges: new Map(),
  result: null,
  error: null,
  startedAt: null,
  finishedAt: null,
};

const freshNode: NodeState = {
  status: "pending",
  attempts: 0,
  startedAt: null,
  finishedAt: null,
  latencyMs: null,
  cached: false,
  ports: null,
  error: null,
  reason: "",
  wait: null,
  iterations: null,
};

export function edgesBySource(edges: Iterable<FoldEdge>): EdgesBySource {
  const table = new Map<string, FoldEdge[]>();
  for (const edge of edges) {
    const list = table.get(edge.source);
    if (list) list.push(edge);
    else table.set(edge.source, [edge]);
  }
  return table;
}

interface Draft extends RunState {
  nodes: Map<string, NodeState>;
  edges: Map<string, EdgeStatus>;
}

const STATUS_OF_EVENT: Record<string, ExecutionStatus> = {
  "execution.created": "queued",
  "execution.retried": "running",
  "execution.compensating": "running",
};

const object = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

function asError(value: Json | undefined): RunError | null {
  if (typeof value === "string") return { message: value };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return { ...value, message: text(value.message) || "It failed without saying why." } as RunError;
}

function foldExecution(draft: Draft, event: RunEvent): void {
  const word = event.kind.slice("execution.".length);
  draft.status = STATUS_OF_EVENT[event.kind] ?? (word as ExecutionStatus);
  draft.statusReason = text(event.data.reason);
  const at = instant(event.at);
  if (word === "running" && draft.startedAt === null) draft.startedAt = at;
  if (word === "completed") draft.result = event.data.result ?? null;
  if (word === "failed") draft.error = asError(event.data.error);
  if (word === "retried" || word === "running") draft.finishedAt = null;
  if (word === "retried") draft.error = null;
  if (word === "completed" || word === "failed" || word === "cancelled") draft.finishedAt = at;
}

/** Edges go live at the ports that fired; the node's others are dead (R5). */
function settleEdges(draft: Draft, node: string, fired: JsonObject | null, edges: EdgesBySource): void {
  for (const edge of edges.get(node) ?? []) {
    draft.edges.set(edge.id, fired !== null && edge.source_port in fired ? "live" : "dead");
  }
}

function ended(state: NodeState, event: RunEvent, status: NodeStatus): NodeState {
  const at = instant(event.at);
  const startedAt = instant(event.data.started_at as string | number | null) ?? state.startedAt ?? at;
  const told = event.data.latency_ms;
  const latencyMs =
    typeof told === "number" ? told : at !== null && startedAt !== null ? at - startedAt : null;
  return {
    ...state,
    status,
    startedAt,
    finishedAt: at,
    latencyMs,
    attempts: Math.max(state.attempts, event.attempt || 1),
    wait: null,
    reason: "",
  };
}

function foldNode(draft: Draft, event: RunEvent, edges: EdgesBySource): void {
  const state = draft.nodes.get(event.node) ?? freshNode;
  const at = instant(event.at);
  const set = (next: NodeState) => draft.nodes.set(event.node, next);
  switch (event.kind) {
    case "node.started":
      set({
        ...state,
        status: "running",
        startedAt: state.attempts > 0 && event.attempt > 1 ? state.startedAt : at,
        finishedAt: null,
        attempts: Math.max(event.attempt, 1),
        error: null,
        reason: "",
        wait: null,
        iterations: event.path === "" ? freshIterations(state, event) : state.iterations,
      });
      break;
    case "node.completed": {
      const fired = object(event.data.ports);
      set({
        ...ended(state, event, "completed"),
        ports: fired,
        error: null,
        cached: event.data.cached === true,
      });
      settleEdges(draft, event.node, fired, edges);
      break;
    }
    case "node.failed": {
      const fired = event.data.ports === undefined ? null : object(event.data.ports);
      set({ ...ended(state, event, "failed"), ports: fired, error: asError(event.data.error) });
      settleEdges(draft, event.node, fired, edges);
      break;
    }
    case "node.retrying":
      set({
        ...state,
        status: "waiting",
        attempts: Math.max(state.attempts, event.attempt),
        error: asError(event.data.error),
        wait: { kind: "retry", until: event.data.retry_at ?? null },
      });
      break;
    case "node.waiting":
      set({ ...state, status: "waiting", startedAt: state.startedAt ?? at, wait: object(event.data.wait) });
      break;
    case "node.parked":
      set({ ...state, status: "parked", error: asError(event.data.error) });
      break;
    case "node.uncertain":
      set({ ...state, status: "uncertain" });
      break;
    case "node.skipped":
      set({ ...state, status: "skipped", finishedAt: at, reason: reasonText(event.data.reason) });
      settleEdges(draft, event.node, null, edges);
      break;
    case "node.cancelled":
      set({ ...ended(state, event, "cancelled"), reason: reasonText(event.data.reason) });
      settleEdges(draft, event.node, null, edges);
      break;
    case "node.reset":
      set({
        ...freshNode,
        attempts: state.attempts,
        // What was done of a loop is not done again; what failed is.
        iterations: state.iterations && { ...state.iterations, failed: 0 },
      });
      for (const edge of edges.get(event.node) ?? []) draft.edges.delete(edge.id);
      break;
    default:
      break;
  }
}

export function reasonText(reason: Json | undefined): string {
  return text(reason) || text(object(reason).message) || text(object(reason).code).replaceAll("_", " ");
}

function freshIterations(state: NodeState, event: RunEvent): NodeState["iterations"] {
  const total = event.data.total;
  return typeof total === "number"
    ? { total, done: state.iterations?.done ?? 0, failed: 0 }
    : state.iterations;
}

function foldIteration(draft: Draft, event: RunEvent): void {
  const state = draft.nodes.get(event.node) ?? freshNode;
  const known = state.iterations ?? { total: null, done: 0, failed: 0 };
  const done = known.done + (event.kind === "iteration.completed" ? 1 : 0);
  const failed = known.failed + (event.kind === "iteration.failed" ? 1 : 0);
  draft.nodes.set(event.node, { ...state, iterations: { ...known, done, failed } });
}

/** Takes in events that follow the state without a gap. What did not change stays the same object. */
export function fold(state: RunState, events: readonly RunEvent[], edges: EdgesBySource): RunState {
  if (events.length === 0) return state;
  const draft: Draft = { ...state, nodes: new Map(state.nodes), edges: new Map(state.edges) };
  for (const event of events) {
    if (event.kind.startsWith("execution.")) foldExecution(draft, event);
    else if (event.kind.startsWith("node.")) foldNode(draft, event, edges);
    else if (event.kind.startsWith("iteration.")) foldIteration(draft, event);
    draft.last = Math.max(draft.last, event.number);
  }
  return draft;
}
