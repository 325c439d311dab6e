/** How a node is in the run, as a sign and a word, with its time. */
import type { NodeState } from "@/runs/events";
import { NODE_WORDS, whyNode } from "@/runs/why";
import { lasted, StateMark } from "@/ui";

export function StateChip({ run }: { run: NodeState }) {
  const counted = run.iterations
    ? `${run.iterations.done + run.iterations.failed} / ${run.iterations.total ?? "…"}`
    : "";
  const tries = run.attempts > 1 ? ` · ${run.attempts} tries` : "";
  const cached = run.cached ? " · from cache" : "";
  const done = run.status === "completed" && run.latencyMs !== null ? lasted(run.latencyMs) : "";
  const word = counted && run.status === "running" ? counted : done || NODE_WORDS[run.status];
  return (
    <span className="state-chip" title={whyNode(run) || undefined}>
      <StateMark state={run.status} size={12} bare />
      <span aria-hidden>{`${word}${tries}${cached}`}</span>
    </span>
  );
}
