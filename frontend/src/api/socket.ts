/** A web socket that comes back by itself, and says so. */
import { config } from "./config";

export type SocketState = "connecting" | "open" | "lost";

export interface SocketHandlers {
  message(data: { type: string } & Record<string, unknown>): void;
  /** Called at each change; `open` comes again after each reconnect. */
  state?(state: SocketState): void;
}

export interface LiveSocket {
  send(message: unknown): void;
  close(): void;
}

const FIRST_DELAY = 400;
const LONGEST_DELAY = 10_000;

function address(path: string): string {
  const url = new URL(config.ws + path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.toString();
}

export function openSocket(path: string, handlers: SocketHandlers): LiveSocket {
  let socket: WebSocket | null = null;
  let delay = FIRST_DELAY;
  let timer = 0;
  let closed = false;

  const connect = () => {
    handlers.state?.("connecting");
    socket = new WebSocket(address(path));
    socket.onopen = () => {
      delay = FIRST_DELAY;
      handlers.state?.("open");
    };
    socket.onmessage = (event) => {
      try {
        handlers.message(JSON.parse(String(event.data)));
      } catch (error) {
        console.error("A live message could not be read.", error);
      }
    };
    socket.onclose = () => {
      if (closed) return;
      handlers.state?.("lost");
      timer = window.setTimeout(connect, delay * (0.75 + Math.random() / 2));
      delay = Math.min(delay * 2, LONGEST_DELAY);
    };
  };

  const hurry = () => {
    if (closed || socket?.readyState === WebSocket.OPEN || socket?.readyState === WebSocket.CONNECTING)
      return;
    window.clearTimeout(timer);
    connect();
  };
  window.addEventListener("online", hurry);
  connect();

  return {
    send(message) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    close() {
      closed = true;
      window.removeEventListener("online", hurry);
      window.clearTimeout(timer);
      socket?.close();
    },
  };
}
