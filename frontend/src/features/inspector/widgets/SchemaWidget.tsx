/** Builds the JSON Schema of an object from rows of name, kind and "has to be given"; other schemas stay JSON. */
import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { JsonObject } from "@/graph/model";
import { Button, IconButton } from "@/ui";
import { JsonWidget } from "./JsonWidget";
import { type WidgetProps, words } from "./props";

const KINDS: [key: string, title: string, schema: JsonObject][] = [
  ["text", "Text", { type: "string" }],
  ["long", "Long text", { type: "string", format: "textarea" }],
  ["number", "Number", { type: "number" }],
  ["integer", "Whole number", { type: "integer" }],
  ["switch", "Yes / no", { type: "boolean" }],
  ["moment", "Date and time", { type: "string", format: "date-time" }],
  ["list", "List", { type: "array", items: {} }],
  ["object", "Object", { type: "object" }],
];

function kindOf(schema: JsonObject): string {
  if (schema.type === "string")
    return schema.format === "textarea" ? "long" : schema.format === "date-time" ? "moment" : "text";
  return (
    { number: "number", integer: "integer", boolean: "switch", array: "list", object: "object" }[
      words(schema.type)
    ] ?? "text"
  );
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function SchemaWidget(props: WidgetProps) {
  const schema = isObject(props.value) ? props.value : {};
  const rows = Object.entries(isObject(schema.properties) ? schema.properties : {});
  const required = Array.isArray(schema.required) ? schema.required : [];
  const [asJson, setAsJson] = useState(false);
  const [added, setAdded] = useState(-1);

  const write = (next: [string, JsonObject][], needed: unknown[]) => {
    const names = next.map(([name]) => name);
    props.onChange({
      ...schema,
      type: "object",
      properties: Object.fromEntries(next),
      required: needed.filter((name): name is string => typeof name === "string" && names.includes(name)),
    });
  };
  const all = rows.map(([name, raw]): [string, JsonObject] => [name, isObject(raw) ? raw : {}]);
  const free = () => {
    let n = all.length + 1;
    while (all.some(([name]) => name === `field_${n}`)) n += 1;
    return `field_${n}`;
  };

  return (
    <div className="flex flex-col gap-2">
      {asJson ? <JsonWidget {...props} /> : null}
      {asJson
        ? null
        : all.map(([name, field], index) => (
            <div key={index} className="flex items-center gap-1">
              <input
                aria-label={`Name of field ${index + 1}`}
                className="control min-w-0 flex-1 font-mono text-sm"
                autoFocus={index === added}
                onFocus={(event) => index === added && event.target.select()}
                value={name}
                onChange={(event) => {
                  const renamed = event.target.value;
                  if (all.some(([other], at) => other === renamed && at !== index)) return;
                  write(
                    all.map((row, at) => (at === index ? [renamed, row[1]] : row)),
                    required.map((one) => (one === name ? renamed : one)),
                  );
                }}
              />
              <select
                aria-label={`Kind of ${name}`}
                className="control !w-28 text-sm"
                value={kindOf(field)}
                onChange={(event) => {
                  const kind = KINDS.find(([key]) => key === event.target.value);
                  const { type: _type, format: _format, items: _items, ...kept } = field;
                  write(
                    all.map((row, at) => (at === index ? [name, { ...kept, ...kind?.[2] }] : row)),
                    required,
                  );
                }}
              >
                {KINDS.map(([key, title]) => (
                  <option key={key} value={key}>
                    {title}
                  </option>
                ))}
              </select>
              <label className="flex items-center gap-1 text-ink-2 text-sm" title="Has to be given">
                <input
                  type="checkbox"
                  className="accent-accent"
                  checked={required.includes(name)}
                  onChange={(event) =>
                    write(
                      all,
                      event.target.checked ? [...required, name] : required.filter((one) => one !== name),
                    )
                  }
                />
                needed
              </label>
              <IconButton
                label={`Remove ${name}`}
                small
                onClick={() =>
                  write(
                    all.filter((_, at) => at !== index),
                    required,
                  )
                }
              >
                <X size={14} />
              </IconButton>
            </div>
          ))}
      <div className="flex">
        {asJson ? null : (
          <Button
            small
            look="quiet"
            icon={<Plus size={14} />}
            onClick={() => {
              setAdded(all.length);
              write([...all, [free(), { type: "string" }]], required);
            }}
          >
            Add a field
          </Button>
        )}
        <Button small look="quiet" className="ms-auto" onClick={() => setAsJson(!asJson)}>
          {asJson ? "As a list" : "As JSON Schema"}
        </Button>
      </div>
    </div>
  );
}
