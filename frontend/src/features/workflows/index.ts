/** The door of `workflows`. */
export { ExampleCards } from "./ExampleCards";
export { WorkflowsPage } from "./WorkflowsPage";
