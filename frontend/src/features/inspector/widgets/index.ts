/** Which widget draws a field, by the name in its `x-widget` hint. Unknown names fall back to JSON. */
import type { ComponentType } from "react";
import { JsonWidget } from "./JsonWidget";
import { KeyValueWidget } from "./KeyValueWidget";
import { ListWidget, ObjectsWidget } from "./ListWidget";
import { CredentialWidget, WorkflowWidget } from "./PickerWidgets";
import type { WidgetProps } from "./props";
import { SchemaWidget } from "./SchemaWidget";
import {
  DateTimeWidget,
  DurationWidget,
  EnumWidget,
  LongTextWidget,
  NumberWidget,
  SwitchWidget,
  TextWidget,
} from "./simple";

const WIDGETS: Record<string, ComponentType<WidgetProps>> = {
  text: TextWidget,
  file: TextWidget,
  long_text: LongTextWidget,
  code: LongTextWidget,
  number: NumberWidget,
  switch: SwitchWidget,
  enum: EnumWidget,
  datetime: DateTimeWidget,
  duration: DurationWidget,
  key_value: KeyValueWidget,
  list: ListWidget,
  objects: ObjectsWidget,
  credential: CredentialWidget,
  workflow: WorkflowWidget,
  schema: SchemaWidget,
  json: JsonWidget,
};

export const widgetFor = (name: string): ComponentType<WidgetProps> => WIDGETS[name] ?? JsonWidget;
export type { WidgetProps };
