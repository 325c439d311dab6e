/** The door of `versions`. */
export { VersionsPanel } from "./VersionsPanel";
