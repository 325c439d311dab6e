/** Reading the JSON Schema of a node type for the form: fields, hints, sections and what is shown when. */
import type { Json, JsonObject } from "@/graph/model";

export interface FieldSpec {
  name: string;
  title: string;
  help: string;
  widget: string;
  required: boolean;
  section: string;
  schema: JsonObject;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** A field that may also be null, without the null. */
export function withoutNull(schema: JsonObject): JsonObject {
  const choices = schema.anyOf;
  if (!Array.isArray(choices)) return schema;
  const others = choices.filter((choice) => isObject(choice) && choice.type !== "null");
  const [only] = others;
  return others.length === 1 && isObject(only) ? { ...schema, ...only } : schema;
}

export const mayBeNull = (schema: JsonObject): boolean =>
  Array.isArray(schema.anyOf) && schema.anyOf.some((choice) => isObject(choice) && choice.type === "null");

function widgetOf(schema: JsonObject): string {
  const told = text(schema["x-widget"]);
  if (told) return told;
  if (Array.isArray(schema.enum)) return "enum";
  if (schema.type === "boolean") return "switch";
  if (schema.type === "number" || schema.type === "integer") return "number";
  if (schema.type === "string") {
    if (schema.format === "date-time") return "datetime";
    return schema.format === "textarea" ? "long_text" : "text";
  }
  if (schema.type === "array" && isObject(schema.items)) {
    return schema.items.type === "object" ? "objects" : "list";
  }
  if (schema.type === "object" && !isObject(schema.properties)) return "key_value";
  return "json";
}

function spoken(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function fieldsOf(schema: JsonObject): FieldSpec[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).flatMap(([name, raw]) => {
    if (!isObject(raw)) return [];
    const plain = withoutNull(raw);
    return [
      {
        name,
        title: text(raw.title) || spoken(name),
        help: text(raw.description),
        widget: widgetOf(plain),
        required: required.includes(name),
        section: text(raw["x-section"]),
        schema: plain,
      },
    ];
  });
}

/** `x-show-if`: every named field has the value, or one of the values. */
export function isShown(spec: FieldSpec, value: JsonObject, all: readonly FieldSpec[]): boolean {
  const rule = spec.schema["x-show-if"];
  if (!isObject(rule)) return true;
  return Object.entries(rule).every(([name, wanted]) => {
    const is = value[name] ?? all.find((other) => other.name === name)?.schema.default;
    return Array.isArray(wanted) ? wanted.some((one) => one === is) : wanted === is;
  });
}

export const isExpression = (value: Json | undefined): value is string =>
  typeof value === "string" && value.includes("{{");

/** What a fresh entry of a list of objects holds. */
export function freshItem(schema: JsonObject): Json {
  if (schema.default !== undefined) return schema.default;
  if (schema.type !== "object") return schema.type === "number" || schema.type === "integer" ? 0 : "";
  const item: JsonObject = {};
  for (const field of fieldsOf(schema)) {
    if (field.schema.default !== undefined) item[field.name] = field.schema.default;
    else if (field.required && field.widget === "text") item[field.name] = "";
  }
  return item;
}
