/** The execution that is shown on the canvas: folded from a snapshot and numbered events, one frame at a time. */
import { create } from "zustand";
import { api, type Execution, followExecution, type LogLine, type SocketState } from "@/api";
import { dumpDocument, parseDocument } from "@/graph/document";
import type { Graph, Json, JsonObject } from "@/graph/model";
import { ENDED, type RunEvent } from "@/runs/events";
import { type EdgesBySource, edgesBySource, fold, freshRun, type RunState } from "@/runs/fold";
import { runStateOf } from "@/runs/snapshot";

export interface RunView {
  id: string;
  execution: Execution | null;
  /** The graph that the execution runs, when the server told it. */
  graph: Graph | null;
  /** That graph, when it is not the one that was drawn as the execution was opened. */
  past: Graph | null;
  run: RunState | null;
  events: readonly RunEvent[];
  logs: readonly LogLine[];
  socket: SocketState;
  problem: string;
}

const NO_RUN: RunView = {
  id: "",
  execution: null,
  graph: null,
  past: null,
  run: null,
  events: [],
  logs: [],
  socket: "connecting",
  problem: "",
};

const MOST_EVENTS_KEPT = 50_000;
const MOST_LOG_PAGES = 50;

export const useRun = create<RunView>(() => NO_RUN);

let feed: { close(): void } | null = null;
let edges: EdgesBySource = new Map();
let waiting: RunEvent[] = [];
let frame = 0;

/** All events that came since the last frame are folded at once: a thousand a second cost sixty renders. */
function flush(): void {
  frame = 0;
  const batch = waiting;
  waiting = [];
  useRun.setState((view) => {
    if (!view.run) return view;
    const known = view.run.last;
    const fresh = batch.filter((event) => event.number > known);
    return { run: fold(view.run, fresh, edges), events: [...view.events, ...fresh].slice(-MOST_EVENTS_KEPT) };
  });
}

function takeEvents(events: readonly RunEvent[]): void {
  waiting.push(...events);
  if (frame === 0) frame = window.requestAnimationFrame(flush);
  // A hidden page gets no frames; its title and state should be true all the same.
  if (document.hidden) flush();
}

/** Whether two graphs do the same. Where things stand, and notes about them, do nothing. */
function sameWork(a: Graph, b: Graph): boolean {
  const work = (graph: Graph) => {
    const { nodes, edges, inputs } = dumpDocument(graph);
    const bare = (nodes as JsonObject[]).map(({ position, note, folded, ...rest }) => sorted(rest));
    return JSON.stringify([bare, (edges as JsonObject[]).map(sorted), sorted(inputs ?? {})]);
  };
  return work(a) === work(b);
}

/** With the keys of every object in one order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] as Json)]));
}

export function leaveRun(): void {
  feed?.close();
  feed = null;
  window.cancelAnimationFrame(frame);
  frame = 0;
  waiting = [];
  useRun.setState(NO_RUN, true);
}

/** Shows an execution and follows it until it has ended and beyond. */
export function followRun(id: string, drawn: Graph, started?: Execution): void {
  if (useRun.getState().id === id) return;
  leaveRun();
  edges = edgesBySource(drawn.edges.values());
  useRun.setState({
    ...NO_RUN,
    id,
    execution: started ?? null,
    run: started ? runStateOf(started) : freshRun,
  });
  feed = followExecution(id, {
    snapshot(execution, document) {
      const graph = document ? parseDocument(document).graph : null;
      if (graph) edges = edgesBySource(graph.edges.values());
      waiting = [];
      useRun.setState((view) => ({
        execution,
        graph: graph ?? view.graph,
        past: view.past ?? (graph && !started && !sameWork(graph, drawn) ? graph : null),
        run: runStateOf(execution),
        problem: "",
      }));
      void loadEvents(id);
    },
    events: takeEvents,
    logs: (lines) => useRun.setState((view) => ({ logs: [...view.logs, ...lines] })),
    state: (socket) => useRun.setState({ socket }),
  });
}

interface EventPage {
  results: RunEvent[];
  last: number;
}

/** The whole log, for the timeline and the list of events; live events are joined to it by their numbers. */
async function loadEvents(id: string): Promise<void> {
  try {
    let after = 0;
    const events: RunEvent[] = [];
    for (let pages = 0; pages < 100; pages += 1) {
      const page = await api.get<EventPage>(`executions/${id}/events/`, { after });
      events.push(...page.results);
      const last = page.results.at(-1)?.number;
      if (last === undefined || last >= page.last) break;
      after = last;
    }
    useRun.setState((view) => {
      if (view.id !== id) return view;
      const newest = events.at(-1)?.number ?? 0;
      const all = [...events, ...view.events.filter((event) => event.number > newest)];
      // The log is the truth (R37): where it is whole, the state is folded from it and not taken from the overview.
      const isWhole = all.length > 0 && all.every((event, index) => event.number === index + 1);
      const behind = (all.at(-1)?.number ?? 0) < (view.run?.last ?? 0);
      return isWhole && !behind ? { events: all, run: fold(freshRun, all, edges) } : { events: all };
    });
    await loadLogs(id);
  } catch {
    // The states of nodes came with the snapshot; the dock says that the list is not there yet.
  }
}

interface LogPage {
  results: LogLine[];
  last: number;
}

async function loadLogs(id: string): Promise<void> {
  let after = 0;
  const logs: LogLine[] = [];
  for (let pages = 0; pages < MOST_LOG_PAGES && useRun.getState().id === id; pages += 1) {
    const page = await api.get<LogPage>(`executions/${id}/logs/`, { after });
    if (page.results.length === 0) break;
    logs.push(...page.results);
    useRun.setState((view) => (view.id === id ? { logs: [...logs] } : view));
    after = page.last;
  }
}

export const isOver = (run: RunState | null): boolean => run !== null && ENDED.has(run.status);
