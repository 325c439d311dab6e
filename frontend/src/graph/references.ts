/** Who names whom: expressions that read `outputs.<id>`, and rewriting them when an id changes (R3). */
import type { Graph, GraphNode, Json, JsonObject } from "./model";
import type { Catalogue } from "./nodeType";

const TEMPLATE = /\{\{([\s\S]*?)\}\}/g;
/** Strings are matched first so that a name inside quotes is left alone. */
const TOKENS =
  /(?<![\w.])outputs\s*(?:\.\s*(?<dotted>[a-z][a-z0-9_]*)(?!\w)|\[\s*(?<quote>["'])(?<subscript>[a-z][a-z0-9_]*)\k<quote>\s*\])|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g;

function rewriteExpression(source: string, rename: ReadonlyMap<string, string>): string {
  return source.replace(TOKENS, (found, ...rest) => {
    const groups = rest.at(-1) as { dotted?: string; subscript?: string };
    const name = groups.dotted ?? groups.subscript;
    const renamed = name === undefined ? undefined : rename.get(name);
    if (name === undefined || renamed === undefined) return found;
    const at = found.lastIndexOf(name);
    return found.slice(0, at) + renamed + found.slice(at + name.length);
  });
}

function rewriteText(text: string, rename: ReadonlyMap<string, string>, bare: boolean): string {
  if (!text.includes("outputs")) return text;
  if (bare && !text.includes("{{")) return rewriteExpression(text, rename);
  return text.replace(TEMPLATE, (_all, inner: string) => `{{${rewriteExpression(inner, rename)}}}`);
}

/** `path` names the field as the type does: `cases.*.when`. */
function rewriteValue(
  value: Json,
  path: string,
  bare: ReadonlySet<string>,
  rename: ReadonlyMap<string, string>,
): Json {
  if (typeof value === "string") return rewriteText(value, rename, bare.has(path));
  if (Array.isArray(value)) {
    const items = value.map((item) => rewriteValue(item, `${path}.*`, bare, rename));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (value === null || typeof value !== "object") return value;
  return rewriteObject(value, path, bare, rename);
}

function rewriteObject(
  object: JsonObject,
  path: string,
  bare: ReadonlySet<string>,
  rename: ReadonlyMap<string, string>,
): JsonObject {
  const entries = Object.entries(object).map(([key, value]): [string, Json] => [
    key,
    rewriteValue(value, path ? `${path}.${key}` : key, bare, rename),
  ]);
  return entries.every(([key, value]) => value === object[key]) ? object : Object.fromEntries(entries);
}

/** The node with every expression rewritten; the same object when nothing named a renamed node. */
export function rewriteNode(
  node: GraphNode,
  catalogue: Catalogue,
  rename: ReadonlyMap<string, string>,
): GraphNode {
  const type = catalogue.get(node.type);
  const bare = new Set([...(type?.bare_fields ?? []), ...(type?.lazy_fields ?? [])]);
  const config = rewriteObject(node.config, "", bare, rename);
  const undo = node.settings.undo;
  const undoName = typeof undo === "string" ? rename.get(undo) : undefined;
  let settings = rewriteObject(node.settings, "", new Set(), rename);
  if (undoName !== undefined) settings = { ...settings, undo: undoName };
  return config === node.config && settings === node.settings ? node : { ...node, config, settings };
}

/** Gives a node another id; edges, children and expressions follow. */
export function renameNode(graph: Graph, catalogue: Catalogue, from: string, to: string): Graph {
  if (from === to || !graph.nodes.has(from) || graph.nodes.has(to)) return graph;
  const rename = new Map([[from, to]]);
  const nodes = new Map<string, GraphNode>();
  for (const node of graph.nodes.values()) {
    let next = rewriteNode(node, catalogue, rename);
    if (next.id === from) next = { ...next, id: to, name: next.name === from ? to : next.name };
    if (next.parent === from) next = { ...next, parent: to };
    nodes.set(next.id, next);
  }
  const edges = new Map(graph.edges);
  for (const edge of graph.edges.values()) {
    if (edge.source !== from && edge.target !== from) continue;
    edges.set(edge.id, {
      ...edge,
      source: edge.source === from ? to : edge.source,
      target: edge.target === from ? to : edge.target,
    });
  }
  return { ...graph, nodes, edges };
}
