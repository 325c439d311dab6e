/** A bar for each attempt and each wait of each node, on one axis of time. */
import { useMemo, useState } from "react";
import { reveal, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";
import { ENDED } from "@/runs/events";
import { type Bar, timelineOf } from "@/runs/timeline";
import { Empty, lasted, stateColour } from "@/ui";

const MOST_ROWS = 300;

interface Row {
  node: string;
  bars: Bar[];
}

function rowsOf(bars: readonly Bar[]): Row[] {
  const rows = new Map<string, Row>();
  for (const bar of bars) {
    const row = rows.get(bar.node);
    if (row) row.bars.push(bar);
    else rows.set(bar.node, { node: bar.node, bars: [bar] });
  }
  return [...rows.values()];
}

export function TimelineTab() {
  const editor = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const selected = useEditor((state) => state.selection.nodes);
  const events = useRun((view) => view.events);
  const status = useRun((view) => view.run?.status);
  const [shown, setShown] = useState(MOST_ROWS);
  const timeline = useMemo(() => timelineOf(events), [events]);
  const rows = useMemo(() => rowsOf(timeline.bars), [timeline]);
  if (rows.length === 0) return <Empty title="Nothing has started yet" />;
  const end = status && ENDED.has(status) ? timeline.to : Math.max(timeline.to, timeline.from + 1);
  const span = Math.max(end - timeline.from, 1);
  const at = (time: number) => `${((time - timeline.from) / span) * 100}%`;
  return (
    <div className="px-3 py-2">
      <div className="mb-1 flex ps-44 text-ink-3 text-xs tabular-nums">
        <span className="flex-1">0</span>
        <span className="flex-1 text-center">{lasted(span / 2)}</span>
        <span>{lasted(span)}</span>
      </div>
      <ul>
        {rows.slice(0, shown).map((row) => (
          <li key={row.node}>
            <button
              type="button"
              onClick={() => reveal(editor, [row.node])}
              className={`flex h-7 w-full items-center rounded-md text-start hover:bg-hover ${selected.has(row.node) ? "bg-accent-soft" : ""}`}
            >
              <span className="w-44 shrink-0 truncate ps-2 pe-3">
                {graph.nodes.get(row.node)?.name ?? row.node}
              </span>
              <span className="relative me-3 h-full flex-1">
                {row.bars.slice(0, 200).map((bar, index) => {
                  const to = bar.to ?? end;
                  return (
                    <span
                      key={index}
                      title={`${bar.kind === "wait" ? "waiting" : `attempt ${bar.attempt}, ${bar.status}`} · ${lasted(to - bar.from)}`}
                      className="absolute top-2 h-3 min-w-[3px] rounded-[3px]"
                      style={{
                        insetInlineStart: at(bar.from),
                        width: `${Math.max(((to - bar.from) / span) * 100, 0)}%`,
                        background:
                          bar.kind === "wait"
                            ? `repeating-linear-gradient(135deg, ${stateColour("waiting")} 0 3px, transparent 3px 6px)`
                            : stateColour(bar.status),
                      }}
                    />
                  );
                })}
              </span>
              <span className="w-20 shrink-0 pe-2 text-end text-ink-2 text-sm tabular-nums">
                {lasted(row.bars.reduce((sum, bar) => sum + ((bar.to ?? end) - bar.from), 0))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > shown ? (
        <button type="button" className="px-2 py-1 text-accent" onClick={() => setShown(shown + MOST_ROWS)}>
          {rows.length - shown} more…
        </button>
      ) : null}
    </div>
  );
}
