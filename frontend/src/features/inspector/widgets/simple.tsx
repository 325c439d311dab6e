/** Widgets for single values: text, number, switch, choice, time, duration. */
import { useState } from "react";
import type { Json } from "@/graph/model";
import { Switch } from "@/ui";
import { asText, type WidgetProps, words } from "./props";

const aria = ({ id, describedBy, invalid }: WidgetProps) => ({
  id,
  "aria-describedby": describedBy,
  "aria-invalid": invalid || undefined,
});

export function TextWidget(props: WidgetProps) {
  return (
    <input
      {...aria(props)}
      className="control"
      value={asText(props.value)}
      placeholder={words(props.schema["x-placeholder"])}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

export function LongTextWidget(props: WidgetProps) {
  return (
    <textarea
      {...aria(props)}
      className="control min-h-24 resize-y"
      value={asText(props.value)}
      placeholder={words(props.schema["x-placeholder"])}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

export function NumberWidget(props: WidgetProps) {
  const { schema, value, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const change = (text: string) => {
    setDraft(text);
    if (text.trim() === "") onChange(undefined);
    else if (Number.isFinite(Number(text))) onChange(Number(text));
  };
  const bound = (key: string) => (typeof schema[key] === "number" ? schema[key] : undefined);
  return (
    <span className="flex items-center gap-2">
      <input
        {...aria(props)}
        type="number"
        className="control tabular-nums"
        value={draft ?? asText(value)}
        min={bound("minimum")}
        max={bound("maximum")}
        step={schema.type === "integer" ? 1 : "any"}
        placeholder={asText(schema.default as Json)}
        onChange={(event) => change(event.target.value)}
        onBlur={() => setDraft(null)}
      />
      {words(schema["x-unit"]) ? <span className="text-ink-2">{words(schema["x-unit"])}</span> : null}
    </span>
  );
}

export function SwitchWidget({ id, value, onChange, schema }: WidgetProps) {
  return <Switch id={id} checked={(value ?? schema.default) === true} onChange={onChange} />;
}

export function EnumWidget(props: WidgetProps) {
  const { schema, value, onChange } = props;
  const choices = Array.isArray(schema.enum) ? schema.enum : [];
  const labels = (schema["x-labels"] ?? {}) as Record<string, string>;
  const chosen = value ?? schema.default;
  const at = choices.indexOf(chosen as Json);
  return (
    <select
      {...aria(props)}
      className="control"
      value={at < 0 ? "" : String(at)}
      onChange={(event) => onChange(choices[Number(event.target.value)])}
    >
      {at < 0 ? <option value="">Choose…</option> : null}
      {choices.map((choice, index) => (
        <option key={String(choice)} value={index}>
          {labels[String(choice)] ?? spoken(choice)}
        </option>
      ))}
    </select>
  );
}

function spoken(choice: Json): string {
  const text = String(choice).replaceAll("_", " ");
  return text === text.toUpperCase() ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function localText(value: Json | undefined): string {
  const at = new Date(words(value));
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function DateTimeWidget(props: WidgetProps) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <span className="flex flex-col gap-1">
      <input
        {...aria(props)}
        type="datetime-local"
        className="control"
        value={localText(props.value)}
        onChange={(event) =>
          props.onChange(event.target.value ? new Date(event.target.value).toISOString() : undefined)
        }
      />
      <span className="text-ink-3 text-sm">Time of {zone.replaceAll("_", " ")}</span>
    </span>
  );
}

const UNITS: [seconds: number, name: string][] = [
  [1, "seconds"],
  [60, "minutes"],
  [3600, "hours"],
  [86_400, "days"],
];

function bestUnit(seconds: number): number {
  const found = [...UNITS].reverse().find(([unit]) => seconds >= unit && seconds % unit === 0);
  return found?.[0] ?? 1;
}

export function DurationWidget(props: WidgetProps) {
  const seconds = typeof props.value === "number" ? props.value : undefined;
  const [unit, setUnit] = useState(() => bestUnit(seconds ?? (props.schema.default as number) ?? 1));
  return (
    <span className="flex gap-2">
      <input
        {...aria(props)}
        type="number"
        min={0}
        step="any"
        className="control flex-1 tabular-nums"
        value={seconds === undefined ? "" : seconds / unit}
        onChange={(event) =>
          props.onChange(event.target.value === "" ? undefined : Number(event.target.value) * unit)
        }
      />
      <select
        aria-label={`Unit of ${props.label}`}
        className="control !w-28"
        value={unit}
        onChange={(event) => {
          const next = Number(event.target.value);
          if (seconds !== undefined) props.onChange((seconds / unit) * next);
          setUnit(next);
        }}
      >
        {UNITS.map(([size, name]) => (
          <option key={name} value={size}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
