/** The door of `run-view`: the button that runs, and the dock that shows how it goes. */
export { Dock } from "./Dock";
export { InputsDialog, RunButton, useStartRun } from "./RunButton";
