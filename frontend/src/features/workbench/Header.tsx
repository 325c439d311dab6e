/** The head of the canvas: where we are, whether it is saved, what is wrong, and Run. */
import {
  CheckCheck,
  ChevronLeft,
  CircleAlert,
  CloudOff,
  History,
  ListTree,
  MoreHorizontal,
  Search,
  SlidersHorizontal,
  TriangleAlert,
} from "lucide-react";
import { api, sentence, type Workflow } from "@/api";
import { openPalette, openSheet } from "@/features/command-palette";
import { type Editor, type SaveState, useEditor, useEditorStore } from "@/features/editor";
import { dumpDocument } from "@/graph/document";
import { go, Link } from "@/routing";
import { IconButton, Menu, say, setTheme, Tooltip, useTheme } from "@/ui";
import { NameField } from "./NameField";

const SAVE_WORDS: Record<SaveState, string> = {
  saved: "Saved",
  changed: "Saving…",
  saving: "Saving…",
  offline: "Kept in this browser",
  conflict: "Changed by somebody else",
  refused: "Not saved",
  "read-only": "View only",
};

function SaveMark() {
  const save = useEditor((state) => state.save);
  const message = useEditor((state) => state.saveMessage);
  const bad = save === "offline" || save === "conflict" || save === "refused";
  return (
    <Tooltip label={message || (save === "saved" ? "Everything is on the server." : SAVE_WORDS[save])}>
      <span
        role="status"
        data-save={save}
        className={`flex items-center gap-1.5 whitespace-nowrap text-sm ${bad ? "text-waiting" : "text-ink-3"}`}
      >
        {save === "saved" ? <CheckCheck size={14} aria-hidden /> : null}
        {bad ? <CloudOff size={14} aria-hidden /> : null}
        {SAVE_WORDS[save]}
      </span>
    </Tooltip>
  );
}

function ProblemsButton({ onClick }: { onClick(): void }) {
  const errors = useEditor(
    (state) => state.problems.filter((problem) => problem.severity === "error").length,
  );
  const warnings = useEditor((state) => state.problems.length) - errors;
  const empty = useEditor((state) => state.graph.nodes.size === 0);
  if (empty || errors + warnings === 0) return null;
  const count = errors || warnings;
  const label = errors ? (errors === 1 ? "problem" : "problems") : warnings === 1 ? "warning" : "warnings";
  const Sign = errors ? CircleAlert : TriangleAlert;
  return (
    <button
      type="button"
      onClick={onClick}
      className={`flex h-8 items-center gap-1.5 rounded-md px-2 hover:bg-hover ${errors ? "text-failed" : "text-waiting"}`}
    >
      <Sign size={15} aria-hidden />
      <span className="whitespace-nowrap">
        {count} {label}
      </span>
    </button>
  );
}

function download(editor: Editor): void {
  const { name, graph } = editor.getState();
  const text = JSON.stringify(dumpDocument(graph), null, 2);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `${name.replace(/[^\w-]+/g, "_").slice(0, 80) || "workflow"}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function copyWorkflow(id: string): Promise<void> {
  try {
    const copied = await api.post<Workflow>(`workflows/${id}/duplicate/`);
    go(`/workflows/${copied.id}/`);
  } catch (error) {
    say(sentence(error), { tone: "problem" });
  }
}

interface HeaderProps {
  onProblems(): void;
  onVersions(): void;
  onSettings(): void;
  onOutline(): void;
  run: React.ReactNode;
}

export function Header({ onProblems, onVersions, onSettings, onOutline, run }: HeaderProps) {
  const editor = useEditorStore();
  const id = useEditor((state) => state.id);
  const published = useEditor((state) => state.publishedVersion);
  const theme = useTheme((state) => state.theme);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-b bg-surface ps-2 pe-3">
      <Link
        to="/workflows/"
        aria-label="All workflows"
        className="flex h-8 items-center gap-1 rounded-md px-1.5 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <ChevronLeft size={16} aria-hidden />
        <span className="max-[900px]:sr-only">Workflows</span>
      </Link>
      <span className="h-5 border-s" />
      <NameField />
      <SaveMark />
      <span className="flex-1" />
      <ProblemsButton onClick={onProblems} />
      <button
        type="button"
        onClick={openPalette}
        className="flex h-8 items-center gap-2 rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink"
        title="Search every action (Ctrl K)"
      >
        <Search size={15} aria-hidden />
        <span className="max-[900px]:sr-only">Search</span>
      </button>
      <button
        type="button"
        onClick={onSettings}
        className="flex h-8 items-center gap-2 rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <SlidersHorizontal size={15} aria-hidden />
        <span className="max-[900px]:sr-only">Inputs</span>
      </button>
      <button
        type="button"
        onClick={onVersions}
        className="flex h-8 items-center gap-2 whitespace-nowrap rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink"
      >
        <History size={15} aria-hidden />
        <span className="max-[900px]:sr-only">{published ? `Version ${published}` : "Publish"}</span>
      </button>
      <Menu
        trigger={
          <IconButton label="More">
            <MoreHorizontal size={16} />
          </IconButton>
        }
        groups={[
          [
            { label: "Outline", icon: <ListTree size={14} />, keys: "o", run: onOutline },
            { label: "Runs of this workflow", run: () => go(`/executions/?workflow=${id}`) },
            { label: "Shortcuts", keys: "?", run: openSheet },
          ],
          [
            { label: "Copy this workflow", run: () => void copyWorkflow(id) },
            { label: "Download as JSON", run: () => download(editor) },
          ],
          (["light", "dark", "system"] as const).map((name) => ({
            label: { light: "Light", dark: "Dark", system: "As the system" }[name],
            checked: theme === name,
            run: () => setTheme(name),
          })),
        ]}
      />
      {run}
    </header>
  );
}
