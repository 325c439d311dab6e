/** Saves the draft after each pause; keeps a copy in the browser meanwhile; brings conflicts to the person. */
import { ApiProblem, api, sentence } from "@/api";
import { dumpDocument, parseDocument } from "@/graph/document";
import type { Graph, JsonObject } from "@/graph/model";
import { dropCopy, keepCopy } from "./localCopy";
import { type Editor, replaceGraph } from "./store";

const PAUSE = 700;
const LONGEST_PAUSE_OFFLINE = 15_000;

interface Saved {
  revision: number;
}

interface ConflictBody {
  theirs?: { revision: number; document: JsonObject };
  merged?: JsonObject | null;
}

export interface Autosave {
  /** Saves now; resolves when the draft is on the server, or with false when it could not be. */
  flush(): Promise<boolean>;
  keepMine(): Promise<void>;
  takeTheirs(): void;
  stop(): void;
}

/** `saved` is the graph as the server has it, which may not be what the editor begins with. */
export function startAutosave(editor: Editor, onServer: Graph, onMerged: () => void): Autosave {
  let saved: Graph = onServer;
  let timer = 0;
  let copyTimer = 0;
  let underWay: Promise<boolean> | null = null;
  let failures = 0;

  const isChanged = () => editor.getState().graph !== saved;

  const keep = () => {
    const { id, revision, graph } = editor.getState();
    if (!isChanged()) return;
    const kept = keepCopy(id, { revision, document: dumpDocument(graph), at: Date.now() });
    if (!kept) editor.setState({ saveMessage: "This browser has no room for a copy." });
  };

  const later = (delay: number) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void flush(), delay);
  };

  const succeeded = (graph: Graph, revision: number) => {
    failures = 0;
    saved = graph;
    editor.setState({ revision, saveMessage: "" });
    if (isChanged()) {
      editor.setState({ save: "changed" });
      later(PAUSE);
    } else {
      dropCopy(editor.getState().id);
      editor.setState({ save: "saved" });
    }
  };

  const conflicted = (body: ConflictBody): boolean => {
    const theirs = body.theirs;
    if (!theirs) return false;
    if (body.merged) {
      const merged = parseDocument(body.merged).graph;
      editor.setState({ revision: theirs.revision });
      replaceGraph(editor, "Bring in the changes of somebody else", merged);
      onMerged();
      later(0);
      return true;
    }
    editor.setState({
      save: "conflict",
      conflict: { theirs: { revision: theirs.revision, graph: parseDocument(theirs.document).graph } },
    });
    return true;
  };

  const failed = (error: unknown): false => {
    if (error instanceof ApiProblem && error.status === 409 && conflicted(error.body as ConflictBody))
      return false;
    const away =
      !(error instanceof ApiProblem) || error.isOffline || error.status === 429 || error.status === 401;
    keep();
    editor.setState({ save: away ? "offline" : "refused", saveMessage: sentence(error) });
    failures += 1;
    if (away || (error instanceof ApiProblem && error.status >= 500)) {
      later(Math.min(1000 * 2 ** failures, LONGEST_PAUSE_OFFLINE));
    }
    return false;
  };

  const save = async (revision: number): Promise<boolean> => {
    const { id, graph } = editor.getState();
    editor.setState({ save: "saving" });
    try {
      const body = { revision, document: dumpDocument(graph) };
      const answer = await api.patch<Saved>(`workflows/${id}/`, body);
      succeeded(graph, answer.revision);
      return !isChanged();
    } catch (error) {
      return failed(error);
    }
  };

  const flush = async (): Promise<boolean> => {
    window.clearTimeout(timer);
    if (underWay) await underWay;
    const { readOnly, conflict, revision } = editor.getState();
    if (readOnly || conflict) return false;
    if (!isChanged()) return true;
    underWay = save(revision).finally(() => {
      underWay = null;
    });
    return underWay;
  };

  const unsubscribe = editor.subscribe((state, before) => {
    if (state.graph === before.graph || !isChanged()) return;
    if (state.save === "saved") editor.setState({ save: "changed" });
    window.clearTimeout(copyTimer);
    copyTimer = window.setTimeout(keep, 250);
    if (state.save !== "conflict" && state.save !== "offline") later(PAUSE);
  });

  const leave = () => {
    keep();
    if (isChanged()) void flush();
  };
  const back = () => void flush();
  if (isChanged() && !editor.getState().readOnly) {
    editor.setState({ save: "changed" });
    later(0);
  }
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", back);

  return {
    flush,
    async keepMine() {
      const conflict = editor.getState().conflict;
      if (!conflict) return;
      editor.setState({ conflict: null, revision: conflict.theirs.revision });
      await save(conflict.theirs.revision);
    },
    takeTheirs() {
      const conflict = editor.getState().conflict;
      if (!conflict) return;
      editor.setState({ conflict: null, revision: conflict.theirs.revision, save: "saved" });
      saved = conflict.theirs.graph;
      replaceGraph(editor, "Take the other version", conflict.theirs.graph);
      dropCopy(editor.getState().id);
    },
    stop() {
      leave();
      unsubscribe();
      window.clearTimeout(timer);
      window.clearTimeout(copyTimer);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", back);
    },
  };
}
