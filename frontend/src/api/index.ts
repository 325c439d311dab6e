/** The door of `api`: calls, sockets and the shapes that come back. */
export { api, apiAddress, callText, setProject } from "./client";
export { config } from "./config";
export { noteConnection, useConnection } from "./connection";
export { followExecution, type LogLine } from "./executionFeed";
export { ApiProblem, sentence } from "./problem";
export { type LiveSocket, openSocket, type SocketState } from "./socket";
export type * from "./types";
