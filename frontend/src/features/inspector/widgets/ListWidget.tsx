/** Lists: of plain values one a row, or of objects each with a small form of its own. */
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import type { Json, JsonObject } from "@/graph/model";
import { Button, IconButton } from "@/ui";
import { SchemaForm } from "../SchemaForm";
import { freshItem } from "../schema";
import { AnyValue } from "./KeyValueWidget";
import { type WidgetProps, words } from "./props";

const entriesOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

export function ListWidget({ value, onChange, schema, label, node }: WidgetProps) {
  const items = entriesOf(value);
  const inner = (schema.items ?? {}) as JsonObject;
  const choices = Array.isArray(inner.enum) ? inner.enum : null;
  if (choices) {
    return (
      <div className="flex flex-wrap gap-1.5">
        {choices.map((choice) => {
          const on = items.includes(choice);
          return (
            <Button
              key={String(choice)}
              small
              aria-pressed={on}
              className={on ? "!border-accent !bg-accent-soft !text-accent" : ""}
              onClick={() => onChange(on ? items.filter((item) => item !== choice) : [...items, choice])}
            >
              {String(choice)}
            </Button>
          );
        })}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      {items.map((item, index) => (
        <div key={index} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <AnyValue
              node={node}
              label={`Entry ${index + 1} of ${label}`}
              value={item}
              onChange={(next) => onChange(items.map((old, at) => (at === index ? next : old)))}
            />
          </div>
          <IconButton
            label={`Remove entry ${index + 1}`}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      <Button
        small
        look="quiet"
        className="self-start"
        icon={<Plus size={14} />}
        onClick={() => onChange([...items, freshItem(inner)])}
      >
        Add an entry
      </Button>
    </div>
  );
}

export function ObjectsWidget({ value, onChange, schema, label, node }: WidgetProps) {
  const items = entriesOf(value);
  const inner = (schema.items ?? {}) as JsonObject;
  const name = words(inner.title) || "Entry";
  const move = (from: number, to: number) => {
    const next = [...items];
    const [taken] = next.splice(from, 1);
    if (taken !== undefined) next.splice(to, 0, taken);
    onChange(next);
  };
  return (
    <div className="flex flex-col gap-2">
      {items.map((item, index) => (
        <div key={index} className="rounded-lg border bg-sheet/60 p-2.5 pt-1">
          <div className="mb-1 flex items-center">
            <span className="flex-1 font-medium text-ink-3 text-sm">
              {name} {index + 1}
            </span>
            <IconButton label="Up" small disabled={index === 0} onClick={() => move(index, index - 1)}>
              <ArrowUp size={13} />
            </IconButton>
            <IconButton
              label="Down"
              small
              disabled={index === items.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <ArrowDown size={13} />
            </IconButton>
            <IconButton
              label={`Remove ${name} ${index + 1} of ${label}`}
              small
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              <X size={14} />
            </IconButton>
          </div>
          <SchemaForm
            schema={inner}
            value={typeof item === "object" && item !== null && !Array.isArray(item) ? item : {}}
            onChange={(next) => onChange(items.map((old, at) => (at === index ? next : old)))}
            node={node}
            problems={{}}
          />
        </div>
      ))}
      <Button
        small
        look="quiet"
        className="self-start"
        icon={<Plus size={14} />}
        onClick={() => onChange([...items, freshItem(inner)])}
      >
        Add {name.toLowerCase()}
      </Button>
    </div>
  );
}
