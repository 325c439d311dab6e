/** The door of `command-palette`: actions, their keys, and the palette that finds them. */
export { type Action, openPalette, openSheet, useRegisterActions } from "./actions";
export { CommandPalette } from "./CommandPalette";
export { isWriting } from "./keys";
export { ShortcutSheet } from "./ShortcutSheet";
export { useShortcuts } from "./useShortcuts";
