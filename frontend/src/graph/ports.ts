/** Which ports a node has now: those of its type, those computed from its config, and the error port. */
import { ERROR, type GraphNode, type Json, type JsonObject, MAIN } from "./model";
import type { Catalogue, NodeType, Port, PortRule } from "./nodeType";

export interface Ports {
  inputs: Port[];
  outputs: Port[];
}

const UNKNOWN: Ports = { inputs: [{ key: MAIN }], outputs: [{ key: MAIN }] };

function computed(rule: PortRule, config: JsonObject): Port[] {
  const value: Json | undefined = config[rule.each];
  const items = Array.isArray(value) ? value : [];
  const ports = items.map((item, index): Port => {
    if (typeof item === "string") return { key: item, title: item };
    const fields = typeof item === "object" && item !== null && !Array.isArray(item) ? item : {};
    const key = fields[rule.key ?? "key"];
    const title = fields[rule.title ?? "title"];
    const named = typeof key === "string" && key !== "" ? key : String(index);
    return { key: named, title: typeof title === "string" && title ? title : named };
  });
  return [...ports, ...(rule.then ?? [])];
}

export function portsOf(node: Pick<GraphNode, "config" | "settings">, type: NodeType | undefined): Ports {
  if (!type) return UNKNOWN;
  const outputs = type.port_rule ? computed(type.port_rule, node.config) : type.ports.outputs;
  const routes = node.settings.on_error === "route" && !outputs.some((port) => port.key === ERROR);
  return {
    inputs: type.ports.inputs,
    outputs: routes ? [...outputs, { key: ERROR, title: "Error" }] : outputs,
  };
}

export function portTitle(port: Port): string {
  if (port.title) return port.title;
  return port.key === MAIN
    ? "Output"
    : port.key.charAt(0).toUpperCase() + port.key.slice(1).replaceAll("_", " ");
}

export function portsIn(nodes: ReadonlyMap<string, GraphNode>, id: string, catalogue: Catalogue): Ports {
  const node = nodes.get(id);
  return node ? portsOf(node, catalogue.get(node.type)) : UNKNOWN;
}
