/** Puts live messages in order: drops what came twice, keeps what came early, says what is missing (R37). */
import type { RunEvent } from "./events";

export interface Feed {
  /** The number of the last event that was handed on. */
  last: number;
  early: ReadonlyMap<number, RunEvent>;
  /** The highest number that the server is known to have. */
  head: number;
}

export const feedFrom = (last: number): Feed => ({ last, early: new Map(), head: last });

export interface Accepted {
  feed: Feed;
  ready: RunEvent[];
}

export function accept(feed: Feed, events: readonly RunEvent[]): Accepted {
  const early = new Map(feed.early);
  let head = feed.head;
  for (const event of events) {
    if (event.number > feed.last) early.set(event.number, event);
    head = Math.max(head, event.number);
  }
  const ready: RunEvent[] = [];
  let last = feed.last;
  for (let next = early.get(last + 1); next !== undefined; next = early.get(last + 1)) {
    ready.push(next);
    early.delete(next.number);
    last = next.number;
  }
  return { feed: { last, early, head }, ready };
}

/** The server says how far it is; that tells of messages that were lost without another following. */
export const heard = (feed: Feed, head: number): Feed => ({ ...feed, head: Math.max(feed.head, head) });

export const hasGap = (feed: Feed): boolean => feed.head > feed.last;
