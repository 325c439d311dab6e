/** The door of `canvas`: the sheet with its nodes and lines. */
export { Sheet } from "./Sheet";
