/** Calls of the API: JSON in and out, CSRF, the project named in each, problems as errors. */
import { config } from "./config";
import { noteConnection } from "./connection";
import { type ApiProblem, problemFrom } from "./problem";

let project = "";

/** Every later call is about this project. */
export function setProject(id: string): void {
  project = id;
}

export interface CallOptions {
  body?: unknown;
  query?: Record<string, string | number | boolean | null | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Let the request outlive the page. */
  keepalive?: boolean;
}

function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export function apiAddress(path: string, query: CallOptions["query"] = {}): string {
  const address = new URL(/^https?:/.test(path) ? path : config.api + path, window.location.origin);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") address.searchParams.set(key, String(value));
  }
  return address.toString();
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  if (project) headers["X-Project"] = project;
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-CSRFToken"] = cookie(config.csrf_cookie);
  try {
    return await fetch(apiAddress(path, options.query), {
      method,
      headers,
      credentials: "same-origin",
      keepalive: options.keepalive,
      signal: options.signal,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    noteConnection("offline");
    throw problemFrom(0, {});
  }
}

export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  const body: unknown = isJson ? await response.json().catch(() => null) : null;
  if (response.ok) {
    noteConnection("fine");
    return body as T;
  }
  const problem = problemFrom(response.status, body);
  noteProblem(problem);
  throw problem;
}

function noteProblem(problem: ApiProblem): void {
  const signedOut =
    problem.status === 401 || problem.code === "not_authenticated" || problem.code === "signed_out";
  if (signedOut) noteConnection("signed-out");
  else noteConnection(problem.isOffline ? "offline" : "fine");
}

/** Text as the server gives it, for exports. */
export async function callText(path: string, query?: CallOptions["query"]): Promise<string> {
  const response = await send("GET", path, { query, headers: { Accept: "*/*" } });
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  return response.text();
}

export const api = {
  get: <T>(path: string, query?: CallOptions["query"], signal?: AbortSignal) =>
    call<T>("GET", path, { query, signal }),
  post: <T>(path: string, body: unknown = {}, options: CallOptions = {}) =>
    call<T>("POST", path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options: CallOptions = {}) =>
    call<T>("PATCH", path, { ...options, body }),
  delete: (path: string) => call<void>("DELETE", path),
};
