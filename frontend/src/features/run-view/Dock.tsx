/** The panel under the canvas while a run is shown: how it went, node by node. */
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect, useState } from "react";
import { isOver, leaveRun, useRun } from "@/features/run";
import { Link, setQuery } from "@/routing";
import { SETTLED } from "@/runs/events";
import { whyExecution, whyNode } from "@/runs/why";
import { IconButton, lasted, StateMark, Tabs } from "@/ui";
import { EventsTab, LogTab } from "./EventsTab";
import { ResultTab } from "./ResultTab";
import { TimelineTab } from "./TimelineTab";

const ANSWERED_BY_PEOPLE = new Set(["approval", "form"]);

/** Milliseconds since the run began, counting while it goes on. */
function useElapsed(): number | null {
  const started = useRun((view) => view.run?.startedAt ?? null);
  const finished = useRun((view) => view.run?.finishedAt ?? null);
  const [now, setNow] = useState(Date.now());
  const counting = started !== null && finished === null;
  useEffect(() => {
    if (!counting) return;
    const timer = window.setInterval(() => setNow(Date.now()), 250);
    return () => window.clearInterval(timer);
  }, [counting]);
  if (started === null) return null;
  return Math.max(0, (finished ?? Math.max(now, started)) - started);
}

function Summary() {
  const run = useRun((view) => view.run);
  const lost = useRun((view) => view.socket === "lost");
  const version = useRun((view) => view.execution?.version?.number);
  const elapsed = useElapsed();
  if (!run) return null;
  const settled = [...run.nodes.values()].filter((node) => SETTLED.has(node.status)).length;
  const asked = [...run.nodes.values()].find(
    (node) => node.status === "waiting" && ANSWERED_BY_PEOPLE.has(String(node.wait?.kind)),
  );
  const why = asked ? whyNode(asked) : whyExecution(run.status, run.statusReason);
  return (
    <div className="flex min-w-0 items-center gap-3 ps-3">
      <StateMark state={run.status} className="font-medium" />
      <span className="text-ink-2 text-sm tabular-nums">{lasted(elapsed)}</span>
      <span className="whitespace-nowrap text-ink-2 text-sm tabular-nums">
        {settled} {settled === 1 ? "node" : "nodes"}
      </span>
      {version ? <span className="text-ink-2 text-sm">version {version}</span> : null}
      {why ? <span className="truncate text-ink-2 text-sm">{why}</span> : null}
      {asked ? (
        <Link to="/inbox/" className="whitespace-nowrap text-accent text-sm hover:underline">
          Open the inbox
        </Link>
      ) : null}
      {lost ? <span className="text-sm text-waiting">Live link lost; catching up…</span> : null}
    </div>
  );
}

export function Dock() {
  const id = useRun((view) => view.id);
  const status = useRun((view) => view.run?.status);
  const over = useRun((view) => isOver(view.run));
  const [open, setOpen] = useState(true);
  const [tab, setTab] = useState("timeline");
  useEffect(() => {
    if (status === "failed" || status === "completed") setTab("result");
  }, [status]);
  if (!id) return null;
  const tabs = [
    { key: "timeline", title: "Timeline", body: <TimelineTab /> },
    { key: "log", title: "Log", body: <LogTab /> },
    { key: "events", title: "Events", body: <EventsTab /> },
    { key: "result", title: "Inputs and result", body: <ResultTab /> },
  ];
  const close = () => {
    leaveRun();
    setQuery({ execution: null });
  };
  return (
    <section
      aria-label="Run"
      data-status={status}
      className="flex shrink-0 flex-col border-t bg-surface"
      style={{ height: open ? "min(280px, 38vh)" : 41 }}
    >
      <div className="flex h-10 shrink-0 items-center border-b">
        <Summary />
        <span className="flex-1" />
        <IconButton label={open ? "Fold" : "Unfold"} onClick={() => setOpen(!open)}>
          {open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
        </IconButton>
        <IconButton
          label={over ? "Close the run" : "Stop watching; the run goes on"}
          className="me-1"
          onClick={close}
        >
          <X size={16} />
        </IconButton>
      </div>
      {open ? <Tabs label="Run" tabs={tabs} value={tab} onChange={setTab} /> : null}
    </section>
  );
}
