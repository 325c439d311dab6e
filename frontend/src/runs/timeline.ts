/** Events as bars of a timeline: one for each attempt and each wait of each node run. */
import { instant, type RunEvent } from "./events";

export interface Bar {
  node: string;
  path: string;
  attempt: number;
  kind: "attempt" | "wait";
  status: string;
  from: number;
  /** Null while it still goes on. */
  to: number | null;
}

export interface Timeline {
  from: number;
  to: number;
  bars: Bar[];
}

const FINAL: Record<string, string> = {
  "node.completed": "completed",
  "node.failed": "failed",
  "node.cancelled": "cancelled",
  "node.retrying": "failed",
  "node.parked": "parked",
};

export function timelineOf(events: readonly RunEvent[]): Timeline {
  const bars: Bar[] = [];
  const open = new Map<string, Bar>();
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const close = (key: string, at: number, status: string) => {
    const bar = open.get(key);
    if (!bar) return false;
    bar.to = at;
    bar.status = status;
    open.delete(key);
    return true;
  };
  // The log's order is the truth: events written together may carry one moment, so none goes back behind the one before.
  let clock = Number.NEGATIVE_INFINITY;
  for (const event of events) {
    const told = instant(event.at);
    if (told === null) continue;
    const began = instant(event.data.started_at as string | number | null);
    const latency = event.data.latency_ms;
    const ended = began !== null && typeof latency === "number" ? began + latency : told;
    clock = Math.max(clock, began === null ? told : ended);
    const at = clock;
    to = Math.max(to, at);
    // Time in the queue comes before the first bar and would only push the bars together.
    if (event.kind !== "execution.created") from = Math.min(from, at);
    if (!event.kind.startsWith("node.")) continue;
    const key = `${event.path}/${event.node}`;
    const base = { node: event.node, path: event.path, attempt: event.attempt || 1 };
    const begin = (kind: Bar["kind"], status: string) => {
      const bar: Bar = { ...base, kind, status, from: at, to: null };
      bars.push(bar);
      open.set(key, bar);
    };
    if (event.kind === "node.started") {
      close(key, at, "waited");
      begin("attempt", "running");
      continue;
    }
    const status = FINAL[event.kind];
    if (status && !close(key, at, status) && event.kind !== "node.cancelled") {
      const started = Math.min(began ?? at, at);
      bars.push({ ...base, kind: "attempt", status, from: started, to: at });
      from = Math.min(from, started);
    }
    if (event.kind === "node.waiting" || event.kind === "node.retrying") {
      close(key, at, "completed");
      begin("wait", "waiting");
    }
  }
  return from === Number.POSITIVE_INFINITY ? { from: 0, to: 0, bars } : { from, to, bars };
}
