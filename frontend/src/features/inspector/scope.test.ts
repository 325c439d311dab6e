import { describe, expect, it } from "vitest";
import { changeNode } from "@/graph/model";
import { aGraph, TYPES } from "@/graph/testing";
import { freshRun } from "@/runs/fold";
import { runStateOf } from "@/runs/snapshot";
import { completionsFor, scopeOf } from "./scope";

const ran = {
  ...freshRun,
  nodes: runStateOf({
    node_states: { a: { status: "completed", ports: { main: { name: "Ada", age: 36 } } } },
  } as never).nodes,
};

const names = (written: string) =>
  completionsFor(scopeOf(aGraph("start > a > b"), TYPES, ran, "b"), written).names.map((name) => name.name);

describe("what an expression may name", () => {
  it("is offered from the values of the last run", () =>
    expect(names("outputs.a.")).toEqual(["name", "age"]));
  it("counts what came in as input", () => expect(names("input.")).toEqual(["name", "age"]));
  it("leaves out nodes that come later", () => {
    const scope = scopeOf(aGraph("start > a > b"), TYPES, ran, "a");
    expect(completionsFor(scope, "outputs.").names.map((name) => name.name)).toEqual(["start"]);
  });
  it("has the entry and its number inside a loop", () => {
    const graph = changeNode(aGraph("start > l:loop", "x"), "x", { parent: "l" });
    const offered = scopeOf(graph, TYPES, null, "x").map((name) => name.name);
    expect(offered).toEqual(expect.arrayContaining(["item", "index"]));
  });
  it("offers nothing after a name that is not there", () => expect(names("outputs.nobody.")).toEqual([]));
});
