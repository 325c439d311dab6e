/** The log of the run as it was written, and the lines that nodes logged. */
import { useMemo, useState } from "react";
import { reveal, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";
import { instant, type RunEvent } from "@/runs/events";
import { reasonText } from "@/runs/fold";
import { clockTime, Empty } from "@/ui";

const ROWS = 400;

function detail(event: RunEvent): string {
  const { error, reason, ports, result } = event.data;
  if (typeof error === "object" && error !== null && !Array.isArray(error))
    return String(error.message ?? "");
  if (reason) return reasonText(reason);
  if (typeof ports === "object" && ports !== null) return `→ ${Object.keys(ports).join(", ")}`;
  return result === undefined ? "" : JSON.stringify(result).slice(0, 160);
}

export function EventsTab() {
  const editor = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const events = useRun((view) => view.events);
  const [query, setQuery] = useState("");
  const found = useMemo(() => {
    const wanted = query.toLowerCase();
    const list = wanted
      ? events.filter((event) =>
          `${event.kind} ${event.node} ${detail(event)}`.toLowerCase().includes(wanted),
        )
      : events;
    return list.slice(-ROWS).reverse();
  }, [events, query]);
  if (events.length === 0) return <Empty title="No events yet" />;
  return (
    <div className="px-3 py-2">
      <input
        type="search"
        aria-label="Filter events"
        className="control mb-2 max-w-64"
        placeholder="Filter"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <table className="w-full text-sm">
        <tbody>
          {found.map((event) => (
            <tr key={event.number} className="h-6 hover:bg-hover">
              <td className="w-12 pe-3 text-end text-ink-3 tabular-nums">{event.number}</td>
              <td className="w-28 text-ink-2 tabular-nums">{clockTime(instant(event.at))}</td>
              <td className="w-44 truncate">
                {event.kind.replace(".", " ").replace("node ", "").replaceAll("_", " ")}
              </td>
              <td className="w-48">
                {event.node ? (
                  <button
                    type="button"
                    className="truncate hover:underline"
                    onClick={() => reveal(editor, [event.node])}
                  >
                    {graph.nodes.get(event.node)?.name ?? event.node}
                    {event.path ? <span className="text-ink-3"> {event.path}</span> : null}
                  </button>
                ) : null}
              </td>
              <td className="max-w-0 truncate text-ink-2">{detail(event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function LogTab() {
  const logs = useRun((view) => view.logs);
  const graph = useEditor((state) => state.graph);
  const [level, setLevel] = useState("");
  const shown = logs.filter((line) => !level || line.level === level).slice(-ROWS);
  if (logs.length === 0)
    return (
      <Empty title="Nothing was logged">What nodes write to their log stands here while they run.</Empty>
    );
  return (
    <div className="px-3 py-2">
      <select
        aria-label="Level"
        className="control mb-2 !w-36"
        value={level}
        onChange={(event) => setLevel(event.target.value)}
      >
        <option value="">All levels</option>
        {["debug", "info", "warning", "error"].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <ul className="font-mono text-sm">
        {shown.map((line, index) => (
          <li key={index} className="flex gap-3 rounded px-1 hover:bg-hover">
            <span className="shrink-0 text-ink-3 tabular-nums">{clockTime(instant(line.at))}</span>
            <span
              className={`w-16 shrink-0 ${line.level === "error" ? "text-failed" : line.level === "warning" ? "text-waiting" : "text-ink-3"}`}
            >
              {line.level}
            </span>
            <span className="w-36 shrink-0 truncate text-ink-2">
              {graph.nodes.get(line.node ?? "")?.name ?? line.node}
            </span>
            <span className="min-w-0 whitespace-pre-wrap break-words">{line.message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
