import { describe, expect, it } from "vitest";
import { copyAsText, duplicate, MAX_PASTE_CHARACTERS, pasteText } from "./clipboard";
import { changeNode } from "./model";
import { aGraph, TYPES } from "./testing";

const origin = { x: 0, y: 0 };

describe("copy and paste", () => {
  it("gives pasted nodes free ids and rewrites what they say of one another", () => {
    const graph = changeNode(aGraph("start > a > b"), "b", { config: { text: "{{ outputs.a.name }}" } });

    const pasted = pasteText(graph, TYPES, copyAsText(graph, ["a", "b"]), origin);

    if (!("graph" in pasted)) throw new Error(pasted.problem);
    expect(pasted.nodes).toEqual(["a_2", "b_2"]);
    expect(pasted.graph.nodes.get("b_2")?.config.text).toBe("{{ outputs.a_2.name }}");
    expect(pasted.graph.edges.size).toBe(3);
  });

  it("keeps a frame and its contents together", () => {
    const graph = changeNode(aGraph("l:loop", "x"), "x", { parent: "l", position: { x: 24, y: 56 } });

    const pasted = pasteText(graph, TYPES, copyAsText(graph, ["l"]), origin);

    if (!("graph" in pasted)) throw new Error(pasted.problem);
    expect(pasted.graph.nodes.get("x_2")?.parent).toBe("l_2");
    expect(pasted.graph.nodes.get("x_2")?.position).toEqual({ x: 24, y: 56 });
  });

  it.each([
    ["garbage", "<script>alert(1)</script>"],
    ["a number", "42"],
    ["an empty list", "[]"],
    ["far too much", "x".repeat(MAX_PASTE_CHARACTERS + 1)],
    ["a newer format", '{"format": 99, "nodes": [{"id": "a"}]}'],
  ])("says in words why it does not paste %s", (_name, text) => {
    const pasted = pasteText(aGraph("start"), TYPES, text, origin);

    expect("graph" in pasted).toBe(false);
    expect(pasted.problem).not.toBe("");
  });

  it("puts a duplicate beside the original", () => {
    const graph = aGraph("start > a");

    const copied = duplicate(graph, TYPES, ["a"], []);

    if (!("graph" in copied)) throw new Error(copied.problem);
    expect(copied.graph.nodes.get("a_2")?.position).toEqual({ x: 280, y: 80 });
  });
});
