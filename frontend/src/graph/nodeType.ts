/** What the server tells about a node type: palette entry, form and ports all come from it. */
import type { JsonObject } from "./model";

export interface Port {
  key: string;
  title?: string;
}

export interface PortRule {
  each: string;
  key?: string;
  title?: string;
  then?: Port[];
}

export type Role = "action" | "trigger" | "for_each" | "while" | "scope";

export interface NodeType {
  key: string;
  title: string;
  group: string;
  icon: string;
  summary: string;
  version: number;
  role: Role;
  effect: string;
  face: string;
  keywords: string[];
  docs: string;
  schema: JsonObject;
  output_schema: JsonObject | null;
  ports: { inputs: Port[]; outputs: Port[] };
  computed_ports: boolean;
  port_rule: PortRule | null;
  retries: boolean;
  cached_for: number | null;
  lazy_fields: string[];
  bare_fields: string[];
  examples: { title: string; config: JsonObject }[];
}

export type Catalogue = ReadonlyMap<string, NodeType>;

export function isContainer(type: NodeType | undefined): boolean {
  return type?.role === "for_each" || type?.role === "while" || type?.role === "scope";
}

export function isTrigger(type: NodeType | undefined): boolean {
  return type?.role === "trigger";
}
