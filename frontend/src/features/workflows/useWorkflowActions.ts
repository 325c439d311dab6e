/** Making, copying, importing and archiving workflows from the pages that list them. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, sentence, type Workflow, type WorkflowShort } from "@/api";
import type { JsonObject } from "@/graph/model";
import { go } from "@/routing";
import { say } from "@/ui";

export const EMPTY_DOCUMENT: JsonObject = { format: 1, nodes: [], edges: [], inputs: {}, settings: {} };

interface NewWorkflow {
  name: string;
  description?: string;
  document?: JsonObject;
}

export function useWorkflowActions() {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ["workflows"] });
  const complain = (error: unknown) => say(sentence(error), { tone: "problem" });
  const create = useMutation({
    mutationFn: (told: NewWorkflow) =>
      api.post<Workflow>("workflows/", {
        name: told.name,
        description: told.description ?? "",
        document: told.document ?? EMPTY_DOCUMENT,
      }),
    onSuccess: (workflow) => {
      refresh();
      go(`/workflows/${workflow.id}/`);
    },
    onError: complain,
  });
  const copy = useMutation({
    mutationFn: (id: string) => api.post<Workflow>(`workflows/${id}/duplicate/`),
    onSuccess: refresh,
    onError: complain,
  });
  const unarchive = (id: string) => api.post(`workflows/${id}/unarchive/`).then(refresh, complain);
  const archive = useMutation({
    mutationFn: (workflow: WorkflowShort) => api.delete(`workflows/${workflow.id}/`),
    onSuccess: (_done, workflow) => {
      refresh();
      say(`“${workflow.name}” is archived.`, {
        action: { label: "Undo", run: () => void unarchive(workflow.id) },
      });
    },
    onError: complain,
  });
  return { create, copy, archive };
}

/** A file that somebody chose, as a new workflow; says what is wrong with it otherwise. */
export async function readWorkflowFile(file: File): Promise<NewWorkflow | string> {
  if (file.size > 5_000_000) return "That file is larger than 5 MB.";
  try {
    const read = JSON.parse(await file.text()) as JsonObject;
    const document = (
      typeof read.document === "object" && read.document !== null ? read.document : read
    ) as JsonObject;
    if (!Array.isArray(document.nodes)) return "There is no workflow in that file: it has no list of nodes.";
    const name = typeof read.name === "string" && read.name ? read.name : file.name.replace(/\.json$/i, "");
    return { name: name.slice(0, 200), document };
  } catch {
    return "That file is not JSON.";
  }
}
