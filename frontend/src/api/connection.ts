/** Whether the server is there and whether it still knows us: read by the banner of the shell. */
import { create } from "zustand";

export type Connection = "fine" | "offline" | "signed-out";

interface ConnectionState {
  state: Connection;
}

export const useConnection = create<ConnectionState>(() => ({ state: "fine" }));

export function noteConnection(state: Connection): void {
  if (useConnection.getState().state !== state) useConnection.setState({ state });
}
