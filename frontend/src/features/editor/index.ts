/** The door of `editor`: the state of the open workflow and what can be done to it. */
export * from "./autosave";
export * from "./commands";
export { EditorProvider, useEditor, useEditorShallow, useEditorStore } from "./context";
export * from "./flow";
export { dropCopy, type LocalCopy, readCopy } from "./localCopy";
export * from "./store";
export { startValidation } from "./validation";
