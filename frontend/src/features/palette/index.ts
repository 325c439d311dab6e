/** The door of `palette`: the nodes at the left, and the list at the pointer. */
export { DRAGGED_TYPE, Palette } from "./Palette";
export { QuickInsert } from "./QuickInsert";
