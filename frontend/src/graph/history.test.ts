import { describe, expect, it } from "vitest";
import { applyParts, difference, inverse } from "./changes";
import { moveNodes, removeNodes } from "./edit";
import { emptyHistory, record, redo, seal, undo } from "./history";
import { changeNode, type Graph } from "./model";
import { aGraph } from "./testing";

const steps: ((graph: Graph) => Graph)[] = [
  (graph) => changeNode(graph, "a", { name: "First" }),
  (graph) => moveNodes(graph, [["b", { x: 8, y: 80 }]]),
  (graph) => removeNodes(graph, ["a"]),
  (graph) => ({ ...graph, settings: { concurrency: 3 } }),
];

describe("history", () => {
  it("undoes everything and redoes everything to the same graph", () => {
    const first = aGraph("start > a > b");
    let graph = first;
    let history = emptyHistory;
    for (const step of steps) {
      const next = step(graph);
      history = record(history, graph, next, "step");
      graph = next;
    }
    const last = graph;

    for (let back = undo(history, graph); back; back = undo(history, graph)) ({ history, graph } = back);
    const atStart = graph;
    for (let on = redo(history, graph); on; on = redo(history, graph)) ({ history, graph } = on);

    expect([...atStart.nodes]).toEqual(
      [...first.nodes].sort(([x], [y]) => order(atStart, x) - order(atStart, y)),
    );
    expect(new Map(atStart.edges)).toEqual(new Map(first.edges));
    expect(graph).toEqual(last);
  });

  it("joins changes in a row with one key into one step, until it is sealed", () => {
    const first = aGraph("start > a");
    const second = changeNode(first, "a", { name: "F" });
    const third = changeNode(second, "a", { name: "Fi" });
    const fourth = changeNode(third, "a", { name: "Fir" });

    let history = record(emptyHistory, first, second, "Rename", "name/a");
    history = record(history, second, third, "Rename", "name/a");
    history = record(seal(history), third, fourth, "Rename", "name/a");

    expect(history.done).toHaveLength(2);
    expect(undo(history, fourth)?.graph.nodes.get("a")?.name).toBe("Fi");
  });

  it("keeps no step for what changed nothing", () => {
    const graph = aGraph("start > a");

    expect(record(emptyHistory, graph, graph, "nothing")).toBe(emptyHistory);
  });

  it("turns any difference round", () => {
    const before = aGraph("start > a > b");
    const after = removeNodes(before, ["a"]);

    const back = applyParts(after, inverse(difference(before, after)));

    expect(new Map(back.nodes)).toEqual(new Map(before.nodes));
    expect(new Map(back.edges)).toEqual(new Map(before.edges));
  });
});

function order(graph: Graph, id: string): number {
  return [...graph.nodes.keys()].indexOf(id);
}
