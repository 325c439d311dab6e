/** What every widget of the form is given. */
import type { Json, JsonObject } from "@/graph/model";

export interface WidgetProps {
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  schema: JsonObject;
  label: string;
  id: string;
  describedBy?: string;
  invalid: boolean;
  /** The node that the field belongs to. */
  node: string;
}

export const words = (value: Json | undefined): string => (typeof value === "string" ? value : "");
export const asText = (value: Json | undefined): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
