/** Small signs on a card: what is set that is not usual, and how many problems there are. */
import { CircleDot, Pin, RotateCw, StickyNote, Timer } from "lucide-react";
import type { Problem } from "@/api";
import type { GraphNode } from "@/graph/model";

function Sign({ icon: Icon, label }: { icon: typeof Pin; label: string }) {
  return (
    <span title={label}>
      <Icon size={13} aria-hidden />
      <span className="sr-only">{label}</span>
    </span>
  );
}

export function CardBadges({
  node,
  problems,
}: {
  node: GraphNode;
  problems: readonly Problem[] | undefined;
}) {
  const { settings } = node;
  const worst = problems?.some((problem) => problem.severity === "error") ? "error" : "warning";
  const timed = settings.attempt_timeout !== undefined || settings.node_timeout !== undefined;
  const any = settings.breakpoint || settings.retry || timed || node.pin || node.note || problems?.length;
  if (!any) return null;
  return (
    <span className="card-badges">
      {settings.breakpoint ? (
        <Sign icon={CircleDot} label="Breakpoint: the run pauses before this node" />
      ) : null}
      {settings.retry ? <Sign icon={RotateCw} label="Is tried again when it fails" /> : null}
      {timed ? <Sign icon={Timer} label="Has a time limit" /> : null}
      {node.pin ? <Sign icon={Pin} label="Its output is pinned for test runs" /> : null}
      {node.note ? <Sign icon={StickyNote} label={`Note: ${node.note}`} /> : null}
      {problems?.length ? (
        <span
          className="problem-count"
          data-severity={worst}
          title={problems.map((problem) => problem.message).join("\n")}
        >
          {problems.length}
          <span className="sr-only"> {problems.length === 1 ? "problem" : "problems"}</span>
        </span>
      ) : null}
    </span>
  );
}
