/** ⌘K: every action, page and workflow by its name. */
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { useMemo, useState } from "react";
import { api, type Page, type WorkflowShort } from "@/api";
import { go } from "@/routing";
import { classes, Keys } from "@/ui";
import { type Action, useActions } from "./actions";

const MOST = 60;

function matches(action: Action, words: readonly string[]): boolean {
  const text = `${action.title} ${action.group}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function useEntries(query: string): Action[] {
  const sources = useActions((state) => state.sources);
  const workflows = useQuery({
    queryKey: ["workflows", "palette"],
    queryFn: () => api.get<Page<WorkflowShort>>("workflows/", { limit: 100 }),
    staleTime: 30_000,
  });
  return useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const pages = (workflows.data?.results ?? []).map(
      (workflow): Action => ({
        id: `open-${workflow.id}`,
        title: workflow.name,
        group: "Open workflow",
        run: () => go(`/workflows/${workflow.id}/`),
      }),
    );
    // What the open page offers comes before what is there everywhere.
    const actions = Object.values(sources)
      .reverse()
      .flat()
      .filter((action) => !action.keyOnly && (action.enabled?.() ?? true));
    return [...actions, ...pages].filter((action) => matches(action, words)).slice(0, MOST);
  }, [sources, workflows.data, query]);
}

function List({ onDone }: { onDone(): void }) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const entries = useEntries(query);
  const chosen = Math.min(at, entries.length - 1);
  const run = (action: Action | undefined) => {
    if (!action) return;
    onDone();
    window.setTimeout(() => action.run(), 0);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt((chosen + 1) % Math.max(entries.length, 1));
    else if (event.key === "ArrowUp") setAt((chosen - 1 + entries.length) % Math.max(entries.length, 1));
    else if (event.key === "Enter") run(entries[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b px-4">
        <Search size={16} className="text-ink-3" aria-hidden />
        <input
          autoFocus
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          placeholder="What do you want to do?"
          aria-label="Search actions and workflows"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries[chosen] ? `palette-${chosen}` : undefined}
          className="h-12 flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <div id="palette-list" role="listbox" aria-label="Actions" className="max-h-[52vh] overflow-auto p-2">
        {entries.map((action, index) => (
          <div key={action.id}>
            {index === 0 || entries[index - 1]?.group !== action.group ? (
              <div className="px-2 pt-2 pb-1 text-ink-3 text-xs" role="presentation">
                {action.group}
              </div>
            ) : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys */}
            <div
              id={`palette-${index}`}
              role="option"
              aria-selected={index === chosen}
              tabIndex={-1}
              ref={(element) => {
                if (index === chosen) element?.scrollIntoView({ block: "nearest" });
              }}
              onMouseMove={() => setAt(index)}
              onClick={() => run(action)}
              className={classes(
                "flex h-9 cursor-default items-center gap-2 rounded-md px-2",
                index === chosen && "bg-accent-soft",
              )}
            >
              <span className="flex-1 truncate">{action.title}</span>
              {action.keys?.[0] ? <Keys keys={action.keys[0]} /> : null}
            </div>
          </div>
        ))}
        {entries.length === 0 ? (
          <p className="px-2 py-6 text-center text-ink-2">Nothing is called that.</p>
        ) : null}
      </div>
    </>
  );
}

export function CommandPalette() {
  const open = useActions((state) => state.palette);
  const close = () => useActions.setState({ palette: false });
  return (
    <Dialog.Root open={open} onOpenChange={(next) => useActions.setState({ palette: next })}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/30" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-40 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 animate-[appear_120ms_ease-out] overflow-hidden rounded-xl bg-raised shadow-raised outline-none"
        >
          <Dialog.Title className="sr-only">Command palette</Dialog.Title>
          <List onDone={close} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
