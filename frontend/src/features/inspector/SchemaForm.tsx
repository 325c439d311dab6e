/** A form drawn from a JSON Schema; each field holds a fixed value or an expression. */
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Json, JsonObject } from "@/graph/model";
import { classes, Field } from "@/ui";
import { ExpressionField } from "./ExpressionField";
import { type FieldSpec, fieldsOf, isExpression, isShown } from "./schema";
import { widgetFor } from "./widgets";

interface SchemaFormProps {
  schema: JsonObject;
  value: JsonObject;
  onChange(value: JsonObject, field: string): void;
  node: string;
  /** What is wrong, by field. */
  problems: Readonly<Record<string, string>>;
}

const WITHOUT_EXPRESSION = new Set([
  "key_value",
  "objects",
  "schema",
  "credential",
  "workflow",
  "secret",
  "condition",
  "expression",
]);
const TEXTS = new Set(["text", "long_text", "code"]);

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _gone, ...rest } = object;
  return rest;
}

export function SchemaForm({ schema, value, onChange, node, problems }: SchemaFormProps) {
  const fields = fieldsOf(schema);
  const shown = fields.filter((field) => isShown(field, value, fields));
  const change = (name: string) => (next: Json | undefined) =>
    onChange(next === undefined ? without(value, name) : { ...value, [name]: next }, name);
  const rows = (list: FieldSpec[]) =>
    list.map((field) => (
      <FormField
        key={field.name}
        field={field}
        value={value[field.name]}
        onChange={change(field.name)}
        node={node}
        problem={problems[field.name] ?? ""}
      />
    ));
  const advanced = shown.filter((field) => field.section === "advanced");
  return (
    <div className="flex flex-col gap-4">
      {rows(shown.filter((field) => field.section !== "advanced"))}
      {advanced.length > 0 ? (
        <details className="group">
          <summary className="flex h-8 list-none items-center gap-1 text-ink-2 hover:text-ink">
            <ChevronRight size={14} className="transition-transform group-open:rotate-90" aria-hidden /> More
          </summary>
          <div className="mt-2 flex flex-col gap-4">{rows(advanced)}</div>
        </details>
      ) : null}
    </div>
  );
}

interface FormFieldProps {
  field: FieldSpec;
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  node: string;
  problem: string;
}

function FormField({ field, value, onChange, node, problem }: FormFieldProps) {
  const [asked, setAsked] = useState(false);
  const { widget, schema } = field;
  const bare = schema["x-bare"] === true;
  const always = widget === "condition" || widget === "expression" || widget === "code";
  const open = always || asked || (isExpression(value) && !WITHOUT_EXPRESSION.has(widget));
  const Widget = widgetFor(widget);
  const placeholder = typeof schema["x-placeholder"] === "string" ? schema["x-placeholder"] : undefined;
  const toggle = () => {
    if (!open) setAsked(true);
    else {
      setAsked(false);
      if (isExpression(value))
        onChange(TEXTS.has(widget) ? value.replaceAll(/\{\{|\}\}/g, "").trim() : undefined);
    }
  };
  return (
    <div data-field={field.name}>
      <Field
        label={field.title}
        help={field.help}
        problem={problem}
        required={field.required}
        aside={
          node !== "" && !WITHOUT_EXPRESSION.has(widget) && widget !== "code" ? (
            <button
              type="button"
              aria-pressed={open}
              aria-label={`${field.title}: ${open ? "fixed value" : "expression"}`}
              title={open ? "Use a fixed value" : "Use an expression"}
              onClick={toggle}
              className={classes(
                "rounded px-1.5 font-medium font-mono text-xs",
                open ? "bg-accent-soft text-accent" : "text-ink-3 hover:bg-hover hover:text-ink",
              )}
            >
              fx
            </button>
          ) : null
        }
      >
        {(ids) =>
          open ? (
            <ExpressionField
              node={node}
              label={field.title}
              bare={bare}
              multiline={widget === "long_text" || widget === "code"}
              language={typeof schema["x-language"] === "string" ? schema["x-language"] : undefined}
              placeholder={placeholder ?? (bare ? "input.total > 100" : "{{ input }}")}
              autoFocus={asked}
              value={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value)}
              onChange={(next) => onChange(next === "" && !TEXTS.has(widget) ? undefined : next)}
            />
          ) : (
            <Widget
              {...ids}
              value={value}
              onChange={(next) => {
                if (isExpression(next)) setAsked(true);
                onChange(next);
              }}
              schema={schema}
              label={field.title}
              node={node}
            />
          )
        }
      </Field>
    </div>
  );
}
