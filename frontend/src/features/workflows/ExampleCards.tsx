/** The templates as cards: one click, and it can be run. */
import { useQuery } from "@tanstack/react-query";
import { loadExamples } from "./examples";
import { MiniGraph } from "./MiniGraph";
import { outlineOf } from "./outlineOf";
import { useWorkflowActions } from "./useWorkflowActions";

export function ExampleCards() {
  const { create } = useWorkflowActions();
  const { data } = useQuery({
    queryKey: ["examples"],
    queryFn: loadExamples,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-4">
      {(data ?? []).map((example) => (
        <button
          key={example.name}
          type="button"
          disabled={create.isPending}
          onClick={() => create.mutate(example)}
          className="flex flex-col overflow-hidden rounded-xl border bg-surface text-start transition-colors hover:border-accent"
        >
          <span className="block h-28 w-full border-b bg-sheet">
            <MiniGraph outline={outlineOf(example.document)} />
          </span>
          <span className="block p-3.5">
            <span className="block font-semibold">{example.name}</span>
            <span className="line-clamp-3 text-ink-2">{example.description}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
