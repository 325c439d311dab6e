/** Which page is shown: the address bar, read and written. */
import { useSyncExternalStore } from "react";
import { config } from "../api/config";

const CHANGED = "quintet:route";

export interface Route {
  /** Without the base: "/workflows/…/". */
  path: string;
  query: URLSearchParams;
}

function read(): string {
  return window.location.pathname + window.location.search;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

export function parseRoute(address: string, base: string): Route {
  const [path = "/", query = ""] = address.split("?");
  const inside = path.startsWith(base) ? `/${path.slice(base.length)}` : path;
  return { path: inside.endsWith("/") ? inside : `${inside}/`, query: new URLSearchParams(query) };
}

export function useRoute(): Route {
  const address = useSyncExternalStore(subscribe, read);
  return parseRoute(address, config.base);
}

/** The address of a page of ours, for links that can be opened in another tab. */
export function href(path: string): string {
  return config.base.replace(/\/$/, "") + path;
}

export function go(path: string, how: "push" | "replace" = "push"): void {
  const address = href(path);
  if (address === read()) return;
  if (how === "push") window.history.pushState(null, "", address);
  else window.history.replaceState(null, "", address);
  window.dispatchEvent(new Event(CHANGED));
}

/** Changes parts of the query and leaves the page where it is. */
export function setQuery(changes: Record<string, string | null>, how: "push" | "replace" = "replace"): void {
  const route = parseRoute(read(), config.base);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") route.query.delete(key);
    else route.query.set(key, value);
  }
  const query = route.query.toString();
  go(route.path + (query ? `?${query}` : ""), how);
}
