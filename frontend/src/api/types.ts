/** Shapes that the API answers with. */
import type { JsonObject } from "../graph/model";
import type { ExecutionStatus } from "../runs/events";
import type { Execution } from "../runs/snapshot";

export type { Execution };

export interface Page<T> {
  next: string | null;
  previous: string | null;
  results: T[];
}

export interface Project {
  id: string;
  name: string;
  role: "owner" | "editor" | "operator" | "viewer";
}

export interface Session {
  user: { id: string | number; name: string; email: string; is_staff: boolean };
  projects: Project[];
  version: string;
  features: Record<string, unknown>;
}

export interface Outline {
  nodes: { x: number; y: number; w: number; h: number; group: string }[];
  edges: [number, number][];
}

export interface WorkflowShort {
  id: string;
  project: string;
  name: string;
  description: string;
  tags: string[];
  revision: number;
  published_version: number | null;
  created_at: string;
  updated_at: string;
  problems_count: number;
  last_execution: { id: string; status: ExecutionStatus; finished_at: string | null } | null;
  recent: ExecutionStatus[];
  outline?: Outline;
}

export interface Workflow extends WorkflowShort {
  document: JsonObject;
}

export interface Problem {
  code: string;
  severity: "error" | "warning" | "info";
  message: string;
  node: string;
  edge: string;
  field: string;
}

export interface Version {
  id: string;
  number: number;
  message: string;
  author: unknown;
  created_at: string;
  document?: JsonObject;
}
