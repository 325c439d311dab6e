/** Publish with a message, see who published what and when, and bring a version back. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { GitCompare, History, RotateCcw, Upload } from "lucide-react";
import { useState } from "react";
import { ApiProblem, api, type Page, type Problem, sentence, type Version } from "@/api";
import { type Autosave, replaceGraph, setProblems, useEditor, useEditorStore } from "@/features/editor";
import { parseDocument } from "@/graph/document";
import { ago, Button, Dialog, Empty, say } from "@/ui";
import { Comparison } from "./Comparison";

interface VersionsPanelProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  autosave: Autosave;
}

const nameOf = (author: unknown): string =>
  typeof author === "object" && author !== null && "name" in author
    ? String(author.name)
    : String(author ?? "");

function Publish({ autosave, onDone }: { autosave: Autosave; onDone(): void }) {
  const editor = useEditorStore();
  const queries = useQueryClient();
  const [message, setMessage] = useState("");
  const publish = useMutation({
    mutationFn: async () => {
      await autosave.flush();
      return api.post<Version>(`workflows/${editor.getState().id}/publish/`, { message });
    },
    onSuccess: (version) => {
      editor.setState({ publishedVersion: version.number });
      void queries.invalidateQueries({ queryKey: ["versions"] });
      say(`Version ${version.number} is published.`);
      setMessage("");
      onDone();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status === 422)
        setProblems(editor, error.body.problems as Problem[]);
    },
  });
  return (
    <form
      className="mb-4 flex flex-col gap-2 rounded-lg border p-3"
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <label htmlFor="publish-message" className="font-medium">
        Publish what is drawn now
      </label>
      <input
        id="publish-message"
        className="control"
        placeholder="What changed? (may be left empty)"
        value={message}
        maxLength={5000}
        onChange={(event) => setMessage(event.target.value)}
      />
      <div className="flex items-center gap-3">
        <Button look="main" type="submit" icon={<Upload size={14} />} disabled={publish.isPending}>
          {publish.isPending ? "Publishing…" : "Publish"}
        </Button>
        <span className="text-ink-3 text-sm">
          Triggers run the published version; you go on drawing the draft.
        </span>
      </div>
      {publish.error ? <p className="text-failed">{sentence(publish.error)}</p> : null}
    </form>
  );
}

export function VersionsPanel({ open, onOpenChange, autosave }: VersionsPanelProps) {
  const editor = useEditorStore();
  const id = useEditor((state) => state.id);
  const published = useEditor((state) => state.publishedVersion);
  const readOnly = useEditor((state) => state.readOnly !== "");
  const versions = useQuery({
    queryKey: ["versions", id],
    queryFn: () => api.get<Page<Version>>(`workflows/${id}/versions/`),
    enabled: open,
  });
  const [compared, setCompared] = useState(0);
  const compare = async (number: number) => {
    await autosave.flush();
    setCompared(compared === number ? 0 : number);
  };
  const restore = useMutation({
    mutationFn: async (number: number) => {
      await autosave.flush();
      return api.get<Version>(`workflows/${id}/versions/${number}/`);
    },
    onSuccess: (version) => {
      replaceGraph(editor, `Restore version ${version.number}`, parseDocument(version.document).graph);
      say(`The draft is as version ${version.number} was. Undo takes that back.`);
      onOpenChange(false);
    },
    onError: (error) => say(sentence(error), { tone: "problem" }),
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Versions">
      {readOnly ? null : <Publish autosave={autosave} onDone={() => versions.refetch()} />}
      {versions.isPending ? <div className="skeleton h-16" /> : null}
      {versions.error ? <p className="text-failed">{sentence(versions.error)}</p> : null}
      {versions.data?.results.length === 0 ? (
        <Empty icon={<History size={24} />} title="Nothing is published yet">
          A published version never changes; you can always come back to it.
        </Empty>
      ) : null}
      <ul className="divide-y">
        {versions.data?.results.map((version) => (
          <li key={version.id}>
            <div className="flex items-center gap-3 py-2.5">
              <span className="min-w-0 flex-1">
                <span className="font-medium">Version {version.number}</span>
                {version.number === published ? (
                  <span className="ms-2 rounded bg-accent-soft px-1.5 text-accent text-sm">published</span>
                ) : null}
                <span className="block truncate text-ink-2">{version.message || "No message"}</span>
                <span className="text-ink-3 text-sm">
                  {ago(version.created_at)} {nameOf(version.author) ? `by ${nameOf(version.author)}` : ""}
                </span>
              </span>
              <Button
                small
                look="quiet"
                icon={<GitCompare size={13} />}
                aria-expanded={compared === version.number}
                onClick={() => void compare(version.number)}
              >
                Compare
              </Button>
              {readOnly ? null : (
                <Button small icon={<RotateCcw size={13} />} onClick={() => restore.mutate(version.number)}>
                  Restore
                </Button>
              )}
            </div>
            {compared === version.number ? (
              <Comparison number={version.number} onShow={() => onOpenChange(false)} />
            ) : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
