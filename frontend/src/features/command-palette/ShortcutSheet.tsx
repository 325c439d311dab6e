/** `?`: all shortcuts of the page at one glance. */
import { Dialog, Keys } from "@/ui";
import { type Action, useActions } from "./actions";

export function ShortcutSheet() {
  const open = useActions((state) => state.sheet);
  const sources = useActions((state) => state.sources);
  const groups = new Map<string, Action[]>();
  for (const action of Object.values(sources).flat()) {
    if (!action.keys?.length) continue;
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return (
    <Dialog open={open} onOpenChange={(sheet) => useActions.setState({ sheet })} title="Shortcuts" wide>
      <div className="columns-1 gap-8 sm:columns-2">
        {[...groups].map(([group, actions]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-medium text-ink-3 text-sm">{group}</h3>
            <ul>
              {actions.map((action) => (
                <li key={action.id} className="flex h-7 items-center gap-3">
                  <span className="flex-1 truncate">{action.title}</span>
                  {action.keys?.slice(0, 2).map((keys) => (
                    <Keys key={keys} keys={keys} />
                  ))}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
