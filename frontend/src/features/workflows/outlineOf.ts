/** A small drawing of a document that is not on the server yet. */
import type { Outline } from "@/api";
import { parseDocument } from "@/graph/document";
import { absolutePosition, type JsonObject } from "@/graph/model";

export function outlineOf(document: JsonObject): Outline {
  const { graph } = parseDocument(document);
  const ids = [...graph.nodes.keys()];
  return {
    nodes: ids.map((id) => ({
      ...absolutePosition(graph, id),
      w: 192,
      h: 56,
      group: graph.nodes.get(id)?.type.split(".")[0] ?? "",
    })),
    edges: [...graph.edges.values()].map((edge) => [ids.indexOf(edge.source), ids.indexOf(edge.target)]),
  };
}
