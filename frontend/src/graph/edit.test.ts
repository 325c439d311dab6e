import { describe, expect, it } from "vitest";
import { connect, insertNode, moveInto, removeAndReconnect, removeNodes, splice } from "./edit";
import { settleFrame } from "./frames";
import { sizesOf } from "./geometry";
import { changeNode, type Graph, type GraphEdge } from "./model";
import { aGraph, TYPES } from "./testing";

const lines = (graph: Graph) =>
  [...graph.edges.values()].map((edge: GraphEdge) => `${edge.source} > ${edge.target}`).sort();
const step = () => {
  const type = TYPES.get("step");
  if (!type) throw new Error("no type");
  return type;
};

describe("editing", () => {
  it("puts a new node into a line and makes room for it", () => {
    const graph = aGraph("start > a > b");
    const [edge] = [...graph.edges.values()].filter((line) => line.target === "b");

    const { graph: after, id } = insertNode(graph, TYPES, step(), {
      position: { x: 300, y: 0 },
      parent: null,
      edge: edge?.id,
    });

    expect(lines(after)).toEqual([`a > ${id}`, "start > a", `${id} > b`]);
    expect(after.nodes.get("b")?.position.x).toBeGreaterThan(512);
  });

  it("leaves the line alone when the node has no way through", () => {
    const graph = aGraph("start > a", "x:end");
    const [edge] = graph.edges.keys();

    expect(splice(graph, TYPES, edge ?? "", "x")).toBe(graph);
  });

  it("joins a node to the port that it was drawn from", () => {
    const graph = aGraph("start > c:check");

    const { graph: after, id } = insertNode(graph, TYPES, step(), {
      position: { x: 600, y: 0 },
      parent: null,
      after: { node: "c", port: "false" },
    });

    const line = [...after.edges.values()].find((edge) => edge.target === id);
    expect(line?.source_port).toBe("false");
  });

  it("joins what came before to what came after when a node is taken out", () => {
    const after = removeAndReconnect(aGraph("start > a > b"), TYPES, ["a"]);

    expect(lines(after)).toEqual(["start > b"]);
  });

  it("takes what is inside a frame away with it", () => {
    const graph = changeNode(aGraph("start > l:loop", "x"), "x", { parent: "l" });

    const after = removeNodes(graph, ["l"]);

    expect([...after.nodes.keys()]).toEqual(["start"]);
    expect(after.edges.size).toBe(0);
  });

  it("cuts lines that would cross the border of a frame", () => {
    const graph = aGraph("start > a > b", "l:loop");

    const { graph: after, cut } = moveInto(graph, ["b"], "l");

    expect(cut).toBe(1);
    expect(lines(after)).toEqual(["start > a"]);
    expect(after.nodes.get("b")?.parent).toBe("l");
  });

  it("keeps what is in a frame clear of its header, without moving it on the sheet", () => {
    const inside = changeNode(aGraph("l:loop", "x"), "x", { parent: "l", position: { x: -40, y: 0 } });

    const after = settleFrame(inside, "l");

    expect(after.nodes.get("x")?.position.x).toBeGreaterThanOrEqual(24);
    const sum = (graph: Graph) =>
      (graph.nodes.get("l")?.position.x ?? 0) + (graph.nodes.get("x")?.position.x ?? 0);
    expect(sum(after)).toBe(sum(inside));
  });

  it("makes a frame as large as what is in it", () => {
    const graph = changeNode(aGraph("l:loop", "x"), "x", { parent: "l", position: { x: 400, y: 300 } });

    const size = sizesOf(graph, TYPES).get("l");

    expect(size).toEqual({ width: 400 + 192 + 24, height: 300 + 56 + 24 });
  });

  it("refuses a line that is there already", () => {
    const graph = aGraph("start > a");

    const after = connect(graph, TYPES, {
      source: "start",
      source_port: "main",
      target: "a",
      target_port: "main",
    });

    expect(after).toBe(graph);
  });
});
