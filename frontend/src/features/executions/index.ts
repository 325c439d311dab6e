/** The door of `executions`. */
export { ExecutionsPage } from "./ExecutionsPage";
