import { describe, expect, it } from "vitest";
import cases from "../../../tests/contracts/run-fold.json";
import type { RunEvent } from "./events";
import { accept, feedFrom, hasGap, heard } from "./feed";
import { edgesBySource, fold, freshRun } from "./fold";
import { timelineOf } from "./timeline";

interface Case {
  name: string;
  plan: { edges: { id: string; source: string; source_port: string; target: string }[] };
  events: RunEvent[];
  expected: {
    status: string;
    result: unknown;
    last: number;
    nodes: Record<string, { status: string; attempts: number }>;
    edges: Record<string, string>;
    iterations: Record<string, { total: number | null; done: number; failed: number }>;
  };
}

const all = cases as unknown as Case[];

describe("the fold of the events agrees with the engine's for", () => {
  it.each(all)("$name", ({ plan, events, expected }) => {
    const run = fold(freshRun, events, edgesBySource(plan.edges));

    expect(run.status).toBe(expected.status);
    expect(run.last).toBe(expected.last);
    expect(run.result).toEqual(expected.result ?? null);
    for (const [id, node] of Object.entries(expected.nodes)) {
      expect([id, run.nodes.get(id)?.status ?? "pending"]).toEqual([id, node.status]);
    }
    expect(Object.fromEntries(run.edges)).toMatchObject(expected.edges);
    for (const [id, counted] of Object.entries(expected.iterations)) {
      expect([id, run.nodes.get(id)?.iterations]).toEqual([id, counted]);
    }
  });

  it.each(all)("$name, cut into pieces anywhere", ({ plan, events }) => {
    const edges = edgesBySource(plan.edges);
    const whole = fold(freshRun, events, edges);

    const pieces = events.reduce((run, event) => fold(run, [event], edges), freshRun);

    expect(pieces).toEqual(whole);
  });
});

const event = (number: number): RunEvent => ({
  number,
  kind: "node.started",
  at: number,
  node: "a",
  path: "",
  attempt: 1,
  data: {},
});

describe("the feed", () => {
  it("hands events on in order whatever order they came in, and each once (R37)", () => {
    let feed = feedFrom(0);
    const seen: number[] = [];
    for (const numbers of [[2], [1, 2], [5], [3, 3], [4], [1]]) {
      const accepted = accept(feed, numbers.map(event));
      feed = accepted.feed;
      seen.push(...accepted.ready.map((ready) => ready.number));
    }

    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(hasGap(feed)).toBe(false);
  });

  it("knows of a loss by a later event, and by the head that the server tells", () => {
    expect(hasGap(accept(feedFrom(1), [event(3)]).feed)).toBe(true);
    expect(hasGap(heard(feedFrom(1), 2))).toBe(true);
    expect(hasGap(heard(feedFrom(2), 2))).toBe(false);
  });
});

describe("the timeline", () => {
  it("has a bar for each attempt and one for the wait between", () => {
    const retried = all.find((one) => one.name === "a node that is tried again");

    const bars = timelineOf(retried?.events ?? []).bars.filter((bar) => bar.node === "a");

    expect(bars.map((bar) => [bar.kind, bar.attempt])).toEqual([
      ["attempt", 1],
      ["wait", 1],
      ["attempt", 2],
      ["wait", 2],
      ["attempt", 3],
    ]);
  });
});
