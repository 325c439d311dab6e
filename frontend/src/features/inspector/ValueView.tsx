/** A value as a tree that opens, as a table where it is a list of objects, or raw; paths can be copied and dragged. */
import { ChevronRight, Copy } from "lucide-react";
import { useMemo, useState } from "react";
import type { Json, JsonObject } from "@/graph/model";
import { classes, IconButton, say } from "@/ui";

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const ROWS_AT_ONCE = 100;

function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
}

function copy(text: string, what: string): void {
  navigator.clipboard?.writeText(text).then(
    () => say(`${what} copied.`),
    () => say("The browser did not let us copy.", { tone: "problem" }),
  );
}

function Leaf({ value }: { value: Json }) {
  if (value === null) return <span className="text-ink-3">null</span>;
  if (typeof value === "string") {
    return (
      <span className="whitespace-pre-wrap break-words text-completed">{value === "" ? "“”" : value}</span>
    );
  }
  return <span className="text-running">{String(value)}</span>;
}

interface BranchProps {
  name: string;
  path: string;
  value: Json;
  depth: number;
}

function Branch({ name, path, value, depth }: BranchProps) {
  const [open, setOpen] = useState(depth < 2);
  const [shown, setShown] = useState(ROWS_AT_ONCE);
  const nested = typeof value === "object" && value !== null;
  const entries: [string | number, Json][] = !nested
    ? []
    : Array.isArray(value)
      ? value.slice(0, shown).map((item, index) => [index, item])
      : Object.entries(value).slice(0, shown);
  const size = nested ? (Array.isArray(value) ? value.length : Object.keys(value).length) : 0;
  return (
    <li role="treeitem" aria-expanded={nested ? open : undefined} aria-selected={false} tabIndex={-1}>
      <div className="group/row flex min-h-6 items-start gap-1 rounded px-1 hover:bg-hover">
        {nested ? (
          <button
            type="button"
            aria-label={open ? `Close ${name}` : `Open ${name}`}
            className="mt-1 text-ink-3"
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={13} className={classes("transition-transform", open && "rotate-90")} />
          </button>
        ) : (
          <span className="w-[13px] shrink-0" />
        )}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the copy button beside it does the same by keyboard */}
        <span
          draggable
          title={`Drag into a field, or copy: ${path}`}
          onDragStart={(event) => {
            event.dataTransfer.setData("application/x-quintet-path", path);
            event.dataTransfer.setData("text/plain", `{{ ${path} }}`);
          }}
          className="mt-0.5 shrink-0 cursor-grab rounded bg-sunken px-1 font-mono text-ink-2 text-xs"
        >
          {name}
        </span>
        <span className="min-w-0 flex-1 font-mono text-sm leading-5">
          {nested ? (
            <span className="text-ink-3">
              {Array.isArray(value) ? `list of ${size}` : size === 0 ? "{ }" : ""}
            </span>
          ) : (
            <Leaf value={value} />
          )}
        </span>
        <button
          type="button"
          aria-label={`Copy the path of ${name}`}
          className="mt-0.5 text-ink-3 opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100"
          onClick={() => copy(`{{ ${path} }}`, "Path")}
        >
          <Copy size={12} />
        </button>
      </div>
      {nested && open ? (
        <ul role="group" className="ms-2.5 border-s ps-1.5">
          {entries.map(([key, inner]) => (
            <Branch key={key} name={String(key)} path={join(path, key)} value={inner} depth={depth + 1} />
          ))}
          {size > shown ? (
            <li>
              <button
                type="button"
                className="px-1 text-accent text-sm"
                onClick={() => setShown(shown + ROWS_AT_ONCE)}
              >
                {size - shown} more…
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function columnsOf(rows: readonly Json[]): string[] {
  const names = new Set<string>();
  for (const row of rows.slice(0, 200)) if (isObject(row)) for (const key of Object.keys(row)) names.add(key);
  return [...names].slice(0, 30);
}

function Table({ rows }: { rows: readonly Json[] }) {
  const [page, setPage] = useState(0);
  const columns = useMemo(() => columnsOf(rows), [rows]);
  const pages = Math.ceil(rows.length / ROWS_AT_ONCE);
  return (
    <div className="overflow-auto">
      <table className="w-full border-collapse text-start text-sm">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                className="sticky top-0 border-b bg-surface px-2 py-1 text-start font-medium text-ink-2"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(page * ROWS_AT_ONCE, (page + 1) * ROWS_AT_ONCE).map((row, index) => (
            <tr key={index} className="border-b last:border-0">
              {columns.map((column) => (
                <td key={column} className="max-w-56 truncate px-2 py-1 font-mono">
                  {isObject(row) && row[column] !== undefined ? JSON.stringify(row[column]) : ""}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 ? (
        <div className="flex items-center gap-2 p-2 text-ink-2 text-sm">
          <button
            type="button"
            disabled={page === 0}
            onClick={() => setPage(page - 1)}
            className="disabled:opacity-40"
          >
            ← Before
          </button>
          {page + 1} of {pages}
          <button
            type="button"
            disabled={page + 1 >= pages}
            onClick={() => setPage(page + 1)}
            className="disabled:opacity-40"
          >
            Next →
          </button>
        </div>
      ) : null}
    </div>
  );
}

type Way = "tree" | "table" | "raw";

export function ValueView({ value, path, label }: { value: Json; path: string; label: string }) {
  const isTable = Array.isArray(value) && value.length > 0 && isObject(value[0]);
  const [way, setWay] = useState<Way>("tree");
  const shown = way === "table" && !isTable ? "tree" : way;
  const ways: Way[] = isTable ? ["tree", "table", "raw"] : ["tree", "raw"];
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-1 px-3 py-1.5">
        <div role="group" aria-label="Show as" className="flex flex-1 gap-0.5">
          {ways.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === shown}
              onClick={() => setWay(one)}
              className={classes(
                "h-6 rounded px-2 text-sm",
                one === shown ? "bg-hover text-ink" : "text-ink-2 hover:bg-hover",
              )}
            >
              {one.charAt(0).toUpperCase() + one.slice(1)}
            </button>
          ))}
        </div>
        <IconButton
          label={`Copy ${label}`}
          small
          onClick={() => copy(JSON.stringify(value, null, 2), "Value")}
        >
          <Copy size={13} />
        </IconButton>
      </div>
      {shown === "tree" ? (
        <ul role="tree" aria-label={label} className="px-2 pb-3">
          <Branch name={path.split(".").at(-1) ?? path} path={path} value={value} depth={0} />
        </ul>
      ) : null}
      {shown === "table" && Array.isArray(value) ? <Table rows={value} /> : null}
      {shown === "raw" ? (
        <pre className="overflow-auto px-3 pb-3 font-mono text-sm">
          {JSON.stringify(value, null, 2)?.slice(0, 200_000)}
        </pre>
      ) : null}
    </div>
  );
}
