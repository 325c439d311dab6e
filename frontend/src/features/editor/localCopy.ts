/** The copy of an unsaved draft that stays in this browser: it survives a reload while the server is down. */
import type { JsonObject } from "@/graph/model";

export interface LocalCopy {
  revision: number;
  document: JsonObject;
  at: number;
}

const key = (workflow: string) => `quintet.draft.${workflow}`;

/** False when the browser has no room for it. */
export function keepCopy(workflow: string, copy: LocalCopy): boolean {
  try {
    localStorage.setItem(key(workflow), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function readCopy(workflow: string): LocalCopy | null {
  try {
    const kept = localStorage.getItem(key(workflow));
    const copy = kept ? (JSON.parse(kept) as LocalCopy) : null;
    return copy && typeof copy.revision === "number" && typeof copy.document === "object" ? copy : null;
  } catch {
    return null;
  }
}

export function dropCopy(workflow: string): void {
  try {
    localStorage.removeItem(key(workflow));
  } catch {
    // A browser without storage kept nothing that could be dropped.
  }
}
