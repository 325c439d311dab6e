/** The cases that the server keeps too: validity of edges and renaming. */
import { describe, expect, it } from "vitest";
import renames from "../../../tests/contracts/graph-rename.json";
import validity from "../../../tests/contracts/graph-validity.json";
import { whyNot } from "./connect";
import { dumpDocument, parseDocument } from "./document";
import type { JsonObject } from "./model";
import type { Role } from "./nodeType";
import { renameNode } from "./references";
import { aType } from "./testing";

const types = new Map(
  Object.entries(validity.types).map(([key, sketch]) => [
    key,
    aType(key, { role: sketch.role as Role, inputs: sketch.inputs, outputs: sketch.outputs }),
  ]),
);

describe("an edge may be added", () => {
  it.each(validity.cases)("$name", ({ nodes, edges, wanted, code }) => {
    const { graph } = parseDocument({ nodes, edges });

    const refused = whyNot(graph, types, wanted);

    expect(refused?.code ?? "").toBe(code);
  });
});

describe("giving a node another id changes", () => {
  const bare = renames.bare_fields as Record<string, string[]>;
  const catalogue = new Map(
    ["step", "check", "loop", "start"].map((key) => [
      key,
      aType(key, { more: { bare_fields: bare[key] ?? [] } }),
    ]),
  );

  it.each(renames.cases)("$name", (rename) => {
    const before = parseDocument(rename.document).graph;

    const after = renameNode(before, catalogue, rename.old, rename.new);

    const expected = parseDocument(rename.expected).graph;
    expect(dumpDocument(after) as JsonObject).toEqual(dumpDocument(expected) as JsonObject);
  });
});
