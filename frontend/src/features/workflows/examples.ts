/** The workflows that come with Quintet: templates that run as they are. */
import type { JsonObject } from "@/graph/model";

export interface Example {
  name: string;
  description: string;
  document: JsonObject;
}

const files = import.meta.glob<{ default: Example }>("../../../../builder/examples/*.json");

export async function loadExamples(): Promise<Example[]> {
  const paths = Object.keys(files).sort();
  const loaded = await Promise.all(paths.map((path) => files[path]?.()));
  return loaded.flatMap((file) => (file ? [file.default] : []));
}
