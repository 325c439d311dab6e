/** Which round of the frame around a node is looked at. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api";
import { useEditor } from "@/features/editor";
import { useRun } from "@/features/run";
import type { JsonObject } from "@/graph/model";
import type { NodeState } from "@/runs/events";
import { nodeState } from "@/runs/snapshot";
import { NODE_WORDS } from "@/runs/why";

interface Round {
  path: string;
  state: NodeState;
}

/** "loop[3]/inner[0]" as the numbers that expressions call `index`, from the outside inwards. */
function indexes(path: string): string {
  return [...path.matchAll(/\[(\d+)\]/g)].map((found) => found[1]).join(" / ");
}

/** The last attempt of every round, in the order of the rounds. */
function roundsOf(rows: readonly JsonObject[]): Round[] {
  const rounds = new Map(
    rows.map((row) => [String(row.path), { path: String(row.path), state: nodeState(row) }]),
  );
  return [...rounds.values()].sort((a, b) => a.path.localeCompare(b.path, "en", { numeric: true }));
}

export function useRounds(id: string): { chosen: NodeState | undefined; picker: React.ReactNode } {
  const execution = useRun((view) => view.id);
  const last = useRun((view) => view.run?.nodes.get(id)?.finishedAt ?? 0);
  const inside = useEditor((state) => Boolean(state.graph.nodes.get(id)?.parent));
  const [path, setPath] = useState("");
  const { data } = useQuery({
    queryKey: ["rounds", execution, id, last],
    queryFn: () => api.get<{ results: JsonObject[] }>(`executions/${execution}/nodes/`, { node: id }),
    enabled: inside && execution !== "",
    placeholderData: (before) => before,
  });
  const rounds = roundsOf(data?.results ?? []);
  if (!inside || rounds.length < 2) return { chosen: undefined, picker: null };
  const picker = (
    <label className="flex items-center gap-2 px-3 pt-3 text-ink-2 text-sm">
      Round
      <select className="control !w-auto" value={path} onChange={(event) => setPath(event.target.value)}>
        <option value="">The latest</option>
        {rounds.map((round) => (
          <option key={round.path} value={round.path}>
            {`index ${indexes(round.path)}`}
            {round.state.status === "completed" ? "" : ` · ${NODE_WORDS[round.state.status]}`}
          </option>
        ))}
      </select>
    </label>
  );
  return { chosen: rounds.find((round) => round.path === path)?.state, picker };
}
