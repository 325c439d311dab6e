/** The door of `inspector`: the panel of the selected node, and the form that it is drawn with. */

export { Inspector } from "./Inspector";
export { SchemaForm } from "./SchemaForm";
export { fieldsOf } from "./schema";
export { ValueView } from "./ValueView";
export { SchemaWidget } from "./widgets/SchemaWidget";
