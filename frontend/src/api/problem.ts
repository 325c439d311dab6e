/** What went wrong with a call, in words that can be shown (RFC 9457). */

export interface FieldProblem {
  path: string;
  code: string;
  message: string;
}

export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly body: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "ApiProblem";
  }

  /** Nothing came back: the server is down or the network is away. */
  get isOffline(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const WORDS: Record<number, string> = {
  0: "The server does not answer. It is tried again by itself.",
  401: "Your session has ended. Sign in again.",
  403: "You may not do that here.",
  404: "That is not there, or not yours to see.",
  409: "Somebody else changed this meanwhile.",
  413: "That is too large.",
  429: "Too much at once. Wait a moment.",
  500: "The server made a mistake. Nothing of yours is lost; try again.",
  502: "The server is starting or down. It is tried again by itself.",
  503: "The server is busy or its database is away. It is tried again by itself.",
};

export function problemFrom(status: number, body: unknown): ApiProblem {
  const told = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const errors = Array.isArray(told.errors) ? (told.errors as FieldProblem[]) : [];
  const detail = typeof told.detail === "string" ? told.detail : "";
  const title = typeof told.title === "string" ? told.title : "";
  const first = errors[0]?.message ?? "";
  const message = detail || first || title || WORDS[status] || `The server answered ${status}.`;
  return new ApiProblem(status, typeof told.code === "string" ? told.code : "", message, errors, told);
}

export function sentence(error: unknown): string {
  if (error instanceof Error) return error.message;
  return "Something went wrong. Try again.";
}
