/** Builders for tests: small graphs and node types in one line. */
import { parseDocument } from "./document";
import type { Graph, JsonObject } from "./model";
import type { Catalogue, NodeType, Role } from "./nodeType";

interface TypeSketch {
  role?: Role;
  inputs?: string[];
  outputs?: string[];
  more?: Partial<NodeType>;
}

export function aType(key: string, { role = "action", inputs, outputs, more }: TypeSketch = {}): NodeType {
  const ports = (keys: string[]) => keys.map((port) => ({ key: port, title: "" }));
  return {
    key,
    title: key.charAt(0).toUpperCase() + key.slice(1),
    group: "data",
    icon: "box",
    summary: `Does ${key}.`,
    version: 1,
    role,
    effect: "pure",
    face: "",
    keywords: [],
    docs: "",
    schema: { type: "object", properties: {} },
    output_schema: null,
    ports: {
      inputs: ports(inputs ?? (role === "trigger" ? [] : ["main"])),
      outputs: ports(outputs ?? ["main"]),
    },
    computed_ports: false,
    port_rule: null,
    retries: false,
    cached_for: null,
    lazy_fields: [],
    bare_fields: [],
    examples: [],
    ...more,
  };
}

export const TYPES: Catalogue = new Map(
  [
    aType("start", { role: "trigger" }),
    aType("step"),
    aType("check", { outputs: ["true", "false"] }),
    aType("end", { outputs: [] }),
    aType("loop", { role: "for_each" }),
  ].map((type) => [type.key, type]),
);

/** `aGraph("start > a > b")`: ids in a row are joined; an id may say its type: `a:check`. */
export function aGraph(...chains: string[]): Graph {
  const nodes = new Map<string, JsonObject>();
  const edges: JsonObject[] = [];
  for (const chain of chains) {
    const ids = chain.split(">").map((part) => {
      const [id = "", type] = part.trim().split(":");
      if (!nodes.has(id)) {
        const position = { x: nodes.size * 256, y: 0 };
        nodes.set(id, { id, type: type ?? (id.startsWith("start") ? "start" : "step"), position });
      }
      return id;
    });
    ids.slice(1).forEach((target, index) => {
      edges.push({ source: ids[index] ?? "", target });
    });
  }
  return parseDocument({ nodes: [...nodes.values()], edges }).graph;
}
