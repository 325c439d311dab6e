/** The door of `run`: the execution that is shown, followed live, and how it is started and steered. */
export { followRun, isOver, leaveRun, type RunView, useRun } from "./runStore";
export { type ControlAction, controlRun, type StartOptions, startRun } from "./startRun";
