/** Opens a workflow: from the server, with the copy of this browser where that one was not saved yet. */
import { ApiProblem, api, type Workflow } from "@/api";
import { createEditor, type Editor, edit, type LocalCopy, readCopy } from "@/features/editor";
import { hasPositions, parseDocument } from "@/graph/document";
import { tidy } from "@/graph/layout";
import { emptyGraph, type Graph, type JsonObject } from "@/graph/model";
import type { Catalogue, NodeType } from "@/graph/nodeType";

export interface Opened {
  editor: Editor;
  onServer: Graph;
  /** What to tell about it, "" when there is nothing. */
  told: string;
}

async function fetchWorkflow(id: string): Promise<Workflow | null> {
  try {
    return await api.get<Workflow>(`workflows/${id}/`);
  } catch (error) {
    if (error instanceof ApiProblem && error.isOffline && readCopy(id)) return null;
    throw error;
  }
}

export async function fetchCatalogue(): Promise<Catalogue> {
  const answer = await api.get<NodeType[] | { results: NodeType[] }>("node-types/");
  const types = Array.isArray(answer) ? answer : answer.results;
  return new Map(types.map((type) => [type.key, type]));
}

export async function openWorkflow(
  id: string,
  fetchTypes: () => Promise<Catalogue>,
  mayEdit: boolean,
): Promise<Opened> {
  const [workflow, catalogue] = await Promise.all([fetchWorkflow(id), fetchTypes()]);
  const copy = readCopy(id);
  const document: JsonObject = workflow?.document ?? copy?.document ?? {};
  const parsed = parseDocument(document);
  const graph = hasPositions(document) ? parsed.graph : tidy(parsed.graph, catalogue);
  const editor = createEditor({
    id,
    name: workflow?.name ?? "Workflow",
    revision: workflow?.revision ?? copy?.revision ?? 1,
    publishedVersion: workflow?.published_version ?? null,
    lastExecution: workflow?.last_execution?.id ?? "",
    graph,
    catalogue,
    readOnly:
      parsed.refusal || (mayEdit ? "" : "You may look at this workflow and run it, but not change it."),
  });
  const onServer = workflow ? graph : emptyGraph();
  if (!copy || parsed.refusal || !mayEdit) return { editor, onServer, told: parsed.refusal };
  return { editor, onServer, told: bringBack(editor, copy, workflow) };
}

/** Changes that never reached the server come back as one step of undo; the save that follows merges or asks. */
function bringBack(editor: Editor, copy: LocalCopy, workflow: Workflow | null): string {
  if (!workflow) return "The server does not answer. You go on with the copy in this browser.";
  editor.setState({ revision: copy.revision });
  edit(editor, "Bring back what was not saved", () => parseDocument(copy.document).graph);
  return "Changes that had not reached the server were brought back.";
}
