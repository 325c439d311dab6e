/** Names with values: each value is text (or an expression), a number, yes or no, or JSON. */
import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { Json, JsonObject } from "@/graph/model";
import { Button, IconButton, Switch } from "@/ui";
import { ExpressionField } from "../ExpressionField";
import { isExpression } from "../schema";
import { JsonWidget } from "./JsonWidget";
import { asText, type WidgetProps } from "./props";

type Kind = "text" | "number" | "switch" | "json";
const KINDS: [Kind, string][] = [
  ["text", "Text"],
  ["number", "Number"],
  ["switch", "Yes / no"],
  ["json", "JSON"],
];

/** Tab goes from the name to its value; the kind beside the name comes after both. */
const ENTRY = "grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-1 border-line border-s-2 ps-2.5";

function kindOf(value: Json): Kind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "switch";
  return typeof value === "string" ? "text" : "json";
}

function converted(value: Json, kind: Kind): Json {
  if (kind === "text") return asText(value);
  if (kind === "number") return Number.isFinite(Number(value)) ? Number(value) : 0;
  if (kind === "switch") return value === true || value === "true";
  try {
    return typeof value === "string" && value !== "" ? (JSON.parse(value) as Json) : (value ?? null);
  } catch {
    return null;
  }
}

interface ValueProps {
  value: Json;
  onChange(value: Json): void;
  label: string;
  node: string;
}

export function AnyValue({ value, onChange, label, node }: ValueProps) {
  const [typing, setTyping] = useState(false);
  switch (kindOf(value)) {
    case "number":
      return (
        <input
          type="number"
          step="any"
          aria-label={label}
          className="control tabular-nums"
          value={asText(value)}
          onChange={(event) => onChange(Number(event.target.value))}
        />
      );
    case "switch":
      return (
        <span className="flex h-8 items-center">
          <Switch label={label} checked={value === true} onChange={onChange} />
        </span>
      );
    case "json":
      return (
        <JsonWidget
          id=""
          label={label}
          schema={{}}
          invalid={false}
          node={node}
          value={value}
          onChange={(next) => {
            if (isExpression(next)) setTyping(true);
            onChange(next ?? null);
          }}
        />
      );
    default:
      if (isExpression(value)) {
        return (
          <ExpressionField node={node} label={label} value={value} onChange={onChange} autoFocus={typing} />
        );
      }
      return (
        <input
          aria-label={label}
          className="control"
          value={asText(value)}
          placeholder="Value or {{ expression }}"
          onChange={(event) => {
            setTyping(true);
            onChange(event.target.value);
          }}
        />
      );
  }
}

/** The same names in the same order, one of them called otherwise. */
function renamed(object: JsonObject, at: number, name: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value], index) => [index === at ? name : key, value]),
  );
}

export function KeyValueWidget({ value, onChange, label, node }: WidgetProps) {
  const object: JsonObject =
    typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  const entries = Object.entries(object);
  const [added, setAdded] = useState(-1);
  const free = () => {
    let n = entries.length + 1;
    while (`field_${n}` in object) n += 1;
    return `field_${n}`;
  };
  const remove = (name: string) => {
    const { [name]: _gone, ...rest } = object;
    onChange(rest);
  };
  return (
    <div className="flex flex-col gap-3">
      {entries.map(([name, item], index) => (
        <div key={index} className={ENTRY}>
          <NameInput
            name={name}
            label={`Name ${index + 1} of ${label}`}
            taken={(next) => next !== name && next in object}
            autoFocus={index === added}
            onRename={(next) => onChange(renamed(object, index, next))}
          />
          <div className="col-span-3 row-start-2 min-w-0">
            <AnyValue
              node={node}
              label={`Value of ${name}`}
              value={item}
              onChange={(next) => onChange({ ...object, [name]: next })}
            />
          </div>
          <select
            aria-label={`Kind of ${name}`}
            className="col-start-2 row-start-1 h-7 rounded-md bg-transparent text-ink-3 text-sm hover:bg-hover"
            value={kindOf(item)}
            onChange={(event) => onChange({ ...object, [name]: converted(item, event.target.value as Kind) })}
          >
            {KINDS.map(([kind, title]) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </select>
          <span className="col-start-3 row-start-1">
            <IconButton label={`Remove ${name}`} small onClick={() => remove(name)}>
              <X size={14} />
            </IconButton>
          </span>
        </div>
      ))}
      <Button
        small
        look="quiet"
        className="self-start"
        icon={<Plus size={14} />}
        onClick={() => {
          setAdded(entries.length);
          onChange({ ...object, [free()]: "" });
        }}
      >
        Add a field
      </Button>
    </div>
  );
}

interface NameInputProps {
  name: string;
  label: string;
  autoFocus: boolean;
  taken(name: string): boolean;
  onRename(name: string): void;
}

/** Writes the name when it is left, so that half a name never takes the place of another. */
function NameInput({ name, label, taken, autoFocus, onRename }: NameInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && (draft.trim() === "" || taken(draft.trim()));
  const leave = () => {
    if (draft !== null && !wrong) onRename(draft.trim());
    setDraft(null);
  };
  return (
    <input
      aria-label={label}
      aria-invalid={wrong || undefined}
      autoFocus={autoFocus}
      onFocus={(event) => autoFocus && event.target.select()}
      className="h-7 min-w-0 flex-1 rounded-md bg-transparent px-1 font-medium font-mono text-sm hover:bg-hover"
      value={draft ?? name}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === "Enter" && leave()}
    />
  );
}
