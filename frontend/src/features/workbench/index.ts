/** The door of `workbench`: the page of one workflow. Loaded when the first one is opened. */
export { default } from "./WorkflowPage";
