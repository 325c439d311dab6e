/** Asks the server for every problem of the draft after each pause in editing. */
import { api, type Problem } from "@/api";
import { dumpDocument } from "@/graph/document";
import { type Editor, setProblems } from "./store";

const PAUSE = 450;

export function startValidation(editor: Editor): () => void {
  let timer = 0;
  let running: AbortController | null = null;

  const look = async () => {
    running?.abort();
    running = new AbortController();
    const { id, graph } = editor.getState();
    try {
      const answer = await api.post<{ problems: Problem[] }>(
        `workflows/${id}/validate/`,
        { document: dumpDocument(graph) },
        { signal: running.signal },
      );
      setProblems(editor, answer.problems);
    } catch {
      // Problems of before stay shown; the state of saving says that the server is away.
    }
  };

  const unsubscribe = editor.subscribe((state, before) => {
    if (state.graph === before.graph) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE);
  });
  void look();

  return () => {
    unsubscribe();
    window.clearTimeout(timer);
    running?.abort();
  };
}
