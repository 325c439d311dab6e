/** A workflow on the home page: its drawing, its name, and how its last runs went. */
import { Archive, Copy, MoreHorizontal, Play } from "lucide-react";
import type { WorkflowShort } from "@/api";
import { Link } from "@/routing";
import { ago, IconButton, Menu, StateMark, stateColour } from "@/ui";
import { MiniGraph } from "./MiniGraph";

interface WorkflowCardProps {
  workflow: WorkflowShort;
  mayEdit: boolean;
  onCopy(): void;
  onArchive(): void;
}

/** One small bar a run, the newest at the right. */
function Recent({ states }: { states: readonly string[] }) {
  const shown = states.slice(0, 30).reverse();
  const good = states.filter((state) => state === "completed").length;
  const label = `${good} of the last ${states.length} runs completed`;
  return (
    <span role="img" aria-label={label} title={label} className="flex h-4 items-end gap-[2px]">
      {shown.map((state, index) => (
        <span
          key={index}
          className="w-[3px] rounded-sm"
          style={{
            background: stateColour(state),
            height: state === "completed" ? 8 : 16,
            opacity: state === "completed" ? 0.7 : 1,
          }}
        />
      ))}
    </span>
  );
}

export function WorkflowCard({ workflow, mayEdit, onCopy, onArchive }: WorkflowCardProps) {
  const last = workflow.last_execution;
  return (
    <article className="group relative flex flex-col overflow-hidden rounded-xl border bg-surface transition-colors hover:border-line-strong">
      <div className="h-32 border-b bg-sheet">
        <MiniGraph outline={workflow.outline} />
      </div>
      <div className="flex flex-1 flex-col gap-1 p-3.5">
        <div className="flex items-start gap-2">
          <h2 className="min-w-0 flex-1 truncate font-semibold">
            <Link to={`/workflows/${workflow.id}/`} className="after:absolute after:inset-0 after:rounded-xl">
              {workflow.name}
            </Link>
          </h2>
          {mayEdit ? (
            <span className="relative z-10 -mt-1 -me-1.5 opacity-60 group-hover:opacity-100">
              <Menu
                trigger={
                  <IconButton label={`More for ${workflow.name}`} small>
                    <MoreHorizontal size={15} />
                  </IconButton>
                }
                groups={[
                  [
                    { label: "Copy", icon: <Copy size={14} />, run: onCopy },
                    { label: "Archive", icon: <Archive size={14} />, run: onArchive },
                  ],
                ]}
              />
            </span>
          ) : null}
        </div>
        <p className="line-clamp-2 min-h-10 text-ink-2">{workflow.description || "No description"}</p>
        <div className="mt-1 flex min-h-5 items-center gap-3 text-sm">
          {last ? (
            <Link
              to={`/workflows/${workflow.id}/?execution=${last.id}`}
              className="relative z-10 flex items-center gap-2 hover:underline"
            >
              <StateMark state={last.status} />
              <span className="text-ink-3">{ago(last.finished_at)}</span>
            </Link>
          ) : (
            <span className="flex items-center gap-1.5 text-ink-3">
              <Play size={12} aria-hidden /> Not run yet
            </span>
          )}
          <span className="flex-1" />
          {workflow.recent?.length ? <Recent states={workflow.recent} /> : null}
          {workflow.problems_count > 0 ? (
            <span className="text-failed">
              {workflow.problems_count} {workflow.problems_count === 1 ? "problem" : "problems"}
            </span>
          ) : null}
        </div>
        {workflow.tags?.length ? (
          <ul className="flex flex-wrap gap-1 pt-1">
            {workflow.tags.map((tag) => (
              <li key={tag} className="rounded bg-hover px-1.5 text-ink-2 text-sm">
                {tag}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </article>
  );
}
