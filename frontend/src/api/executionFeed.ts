/** Follows one execution: a snapshot, then events in order; gaps and reconnects are mended, polling helps out. */
import type { RunEvent } from "../runs/events";
import { accept, type Feed, feedFrom, hasGap, heard } from "../runs/feed";
import type { Execution } from "../runs/snapshot";
import { api } from "./client";
import { type LiveSocket, openSocket, type SocketState } from "./socket";

export interface LogLine {
  at: string | number;
  node?: string;
  path?: string;
  level: string;
  message: string;
  data?: unknown;
}

export interface FeedHandlers {
  snapshot(execution: Execution, document: unknown): void;
  events(events: RunEvent[]): void;
  logs(lines: LogLine[]): void;
  state(state: SocketState): void;
}

const POLL_EVERY = 1_500;
const ASK_AGAIN_AFTER = 1_000;

export function followExecution(id: string, handlers: FeedHandlers): { close(): void } {
  let feed: Feed | null = null;
  let askedAt = 0;
  let lost = 0;
  let poll = 0;

  const take = (events: readonly RunEvent[]) => {
    if (!feed) return;
    const accepted = accept(feed, events);
    feed = accepted.feed;
    if (accepted.ready.length > 0) handlers.events(accepted.ready);
    mend();
  };

  const mend = () => {
    if (!feed || !hasGap(feed)) return;
    if (performance.now() - askedAt < ASK_AGAIN_AFTER) return;
    askedAt = performance.now();
    socket.send({ type: "since", number: feed.last });
  };

  const look = async () => {
    try {
      if (feed) {
        const page = await api.get<{ results: RunEvent[]; last: number }>(`executions/${id}/events/`, {
          after: feed.last,
        });
        take(page.results);
        return;
      }
      const execution = await api.get<Execution>(`executions/${id}/`);
      feed ??= feedFrom(execution.last_event);
      handlers.snapshot(execution, null);
    } catch {
      // The banner of the shell says that the server is away; the next look may succeed.
    }
  };

  const socket: LiveSocket = openSocket(`executions/${id}/`, {
    state(state) {
      handlers.state(state);
      window.clearInterval(poll);
      if (state === "open") {
        lost = 0;
        if (feed) socket.send({ type: "since", number: feed.last });
      } else if (state === "lost") {
        lost += 1;
        if (lost === 1) void look();
        poll = window.setInterval(look, POLL_EVERY);
      }
    },
    message(message) {
      if (message.type === "snapshot") {
        const execution = message.execution as Execution;
        if (feed && execution.last_event < feed.last) return;
        feed = feedFrom(execution.last_event);
        handlers.snapshot(execution, message.document ?? null);
      } else if (message.type === "events") take(message.events as RunEvent[]);
      else if (message.type === "head" && feed) {
        feed = heard(feed, message.number as number);
        mend();
      } else if (message.type === "logs") handlers.logs(message.lines as LogLine[]);
    },
  });

  return {
    close() {
      window.clearInterval(poll);
      socket.close();
    },
  };
}
