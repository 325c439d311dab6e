/** What a card says that its node does: the type's face filled in from the config. */
import type { GraphNode, Json, JsonObject } from "./model";
import type { NodeType } from "./nodeType";

const SLOT = /\{\{\s*([\w.]+)\s*(?:\|\s*(keys|count)\s*)?\}\}/g;
const LONGEST = 120;

function say(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) {
    return value.length <= 3 && value.every((item) => typeof item !== "object")
      ? value.join(", ")
      : `${value.length} ${value.length === 1 ? "entry" : "entries"}`;
  }
  return Object.entries(value)
    .map(([key, inner]) => (typeof inner === "object" && inner !== null ? key : `${key} = ${say(inner)}`))
    .join(", ");
}

function filtered(value: Json | undefined, filter: string | undefined): string {
  if (filter === undefined) return say(value);
  const size = typeof value === "object" && value !== null ? Object.keys(value).length : 0;
  if (filter === "count") return String(size);
  return size > 0 && !Array.isArray(value) ? Object.keys(value as JsonObject).join(", ") : "";
}

function lookUp(config: JsonObject, path: string): Json | undefined {
  let at: Json | undefined = config;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null || Array.isArray(at)) return undefined;
    at = at[key];
  }
  return at;
}

export function faceOf(node: Pick<GraphNode, "config" | "name">, type: NodeType | undefined): string {
  if (!type) return "Unknown type of node";
  const filled = type.face.replace(SLOT, (_all, path: string, filter?: string) =>
    filtered(lookUp(node.config, path), filter),
  );
  // Braces say that it is an expression, which the card has no room for.
  const face = filled
    .replace(/\{\{|\}\}/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST);
  if (face) return face;
  const expression = Object.values(node.config).find(
    (value) => typeof value === "string" && value.includes("{{"),
  );
  if (typeof expression === "string")
    return expression
      .replace(/\{\{|\}\}/g, "")
      .trim()
      .slice(0, LONGEST);
  return node.name === type.title ? "" : type.title;
}
