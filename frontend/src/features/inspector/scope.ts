/** What an expression of a node may name, as a tree with types and values of the last run (R41). */
import { upstreamOf } from "@/graph/connect";
import type { Graph, Json, JsonObject } from "@/graph/model";
import type { Catalogue } from "@/graph/nodeType";
import type { RunState } from "@/runs/fold";

export interface Name {
  name: string;
  /** What is written into the expression. */
  path: string;
  detail: string;
  sample?: Json;
  children: Name[];
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function typeWord(value: Json | undefined): string {
  if (value === undefined) return "";
  if (value === null) return "nothing";
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === "object") return "object";
  return { string: "text", number: "number", boolean: "yes / no" }[typeof value as "string"] ?? "";
}

function join(path: string, key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

function fromValue(name: string, path: string, value: Json, depth = 0): Name {
  const children =
    isObject(value) && depth < 5
      ? Object.entries(value)
          .slice(0, 100)
          .map(([key, inner]) => fromValue(key, join(path, key), inner, depth + 1))
      : [];
  return { name, path, detail: typeWord(value), sample: value, children };
}

function fromSchema(name: string, path: string, schema: JsonObject | null, depth = 0): Name {
  const properties = isObject(schema?.properties) ? schema.properties : {};
  const children =
    depth < 5
      ? Object.entries(properties).map(([key, inner]) =>
          fromSchema(key, join(path, key), isObject(inner) ? inner : null, depth + 1),
        )
      : [];
  return { name, path, detail: typeof schema?.type === "string" ? schema.type : "", children };
}

export function outputOf(run: RunState | null, id: string): Json | undefined {
  const ports = run?.nodes.get(id)?.ports;
  if (!ports) return undefined;
  const keys = Object.keys(ports);
  return "main" in ports ? ports.main : keys[0] === undefined ? undefined : ports[keys[0]];
}

function outputName(graph: Graph, catalogue: Catalogue, run: RunState | null, id: string): Name {
  const node = graph.nodes.get(id);
  const path = `outputs.${id}`;
  const seen = node?.pin ? node.pin.value : outputOf(run, id);
  if (seen !== undefined) return { ...fromValue(id, path, seen), detail: node?.name ?? id };
  const type = catalogue.get(node?.type ?? "");
  if (node && type?.key === "data.set" && isObject(node.config.fields)) {
    return { ...fromValue(id, path, node.config.fields), detail: node.name, sample: undefined };
  }
  return { ...fromSchema(id, path, type?.output_schema ?? null), detail: node?.name ?? id };
}

/** The nodes that have certainly been decided before this one, those of enclosing frames included. */
function earlier(graph: Graph, id: string): string[] {
  const found = new Set<string>();
  for (let at: string | null | undefined = id, depth = 0; at && depth < 60; depth += 1) {
    for (const other of upstreamOf(graph, at)) if (other !== at) found.add(other);
    at = graph.nodes.get(at)?.parent;
  }
  return [...graph.nodes.keys()].filter((other) => found.has(other)).reverse();
}

export function scopeOf(graph: Graph, catalogue: Catalogue, run: RunState | null, id: string): Name[] {
  const names: Name[] = [];
  const sources = [...graph.edges.values()].filter((edge) => edge.target === id);
  const [source] = sources;
  if (source && sources.length === 1) {
    const ports = run?.nodes.get(source.source)?.ports;
    const came = ports?.[source.source_port];
    const named = outputName(graph, catalogue, run, source.source);
    const tree = came === undefined ? rebase(named, "input") : fromValue("input", "input", came);
    names.push({ ...tree, name: "input", detail: `from ${named.detail}` });
  } else names.push({ name: "input", path: "input", detail: "what comes in", children: [] });
  names.push(...frameNames(graph, catalogue, run, id));
  const given = fromSchema("inputs", "inputs", graph.inputs);
  names.push({ ...given, detail: "what the run was given" });
  const outputs = earlier(graph, id).map((other) => outputName(graph, catalogue, run, other));
  names.push({ name: "outputs", path: "outputs", detail: "of earlier nodes", children: outputs });
  for (const [name, detail] of [
    ["vars", "variables of the project"],
    ["now", "the time"],
    ["execution", "this run"],
    ["workflow", "this workflow"],
  ] as const) {
    names.push({ name, path: name, detail, children: [] });
  }
  return names;
}

function rebase(tree: Name, path: string): Name {
  const move = (one: Name): Name => ({
    ...one,
    path: path + one.path.slice(tree.path.length),
    children: one.children.map(move),
  });
  return move(tree);
}

function frameNames(graph: Graph, catalogue: Catalogue, run: RunState | null, id: string): Name[] {
  const parent = graph.nodes.get(id)?.parent;
  const frame = parent ? graph.nodes.get(parent) : undefined;
  const role = catalogue.get(frame?.type ?? "")?.role;
  if (!frame || !role || role === "scope") return [];
  const index: Name = { name: "index", path: "index", detail: "which round, from 0", children: [] };
  if (role === "while") return [{ name: "state", path: "state", detail: "of the loop", children: [] }, index];
  const items = frame.config.items;
  const sample = typeof items === "string" ? sampleItem(run, items) : undefined;
  const item =
    sample === undefined
      ? { name: "item", path: "item", detail: "this entry of the list", children: [] }
      : { ...fromValue("item", "item", sample), detail: "this entry of the list" };
  return [item, index];
}

/** The first entry of the list that the loop goes over, when the last run shows it. */
function sampleItem(run: RunState | null, source: string): Json | undefined {
  const named = /^\{\{\s*outputs\.([a-z0-9_]+)((?:\.[A-Za-z0-9_]+)*)\s*\}\}$/.exec(source.trim());
  if (!named?.[1]) return undefined;
  let value: Json | undefined = outputOf(run, named[1]);
  for (const key of (named[2] ?? "").split(".").filter(Boolean))
    value = isObject(value) ? value[key] : undefined;
  return Array.isArray(value) ? value[0] : undefined;
}

/** The names that follow what is written so far: "outputs.gre" → greet. */
export function completionsFor(
  scope: readonly Name[],
  written: string,
): { from: number; names: readonly Name[] } {
  const dot = written.lastIndexOf(".");
  if (dot < 0) return { from: 0, names: scope };
  let level: readonly Name[] = scope;
  for (const step of written.slice(0, dot).split(".")) {
    const found = level.find((name) => name.name === step);
    if (!found) return { from: dot + 1, names: [] };
    level = found.children;
  }
  return { from: dot + 1, names: level };
}
