/** What the page was told by the server: where it lives and where the API and the sockets are. */

export interface ClientConfig {
  base: string;
  api: string;
  ws: string;
  static: string;
  csrf_cookie: string;
}

const DEFAULTS: ClientConfig = {
  base: "/",
  api: "/api/",
  ws: "/ws/",
  static: "/static/",
  csrf_cookie: "csrftoken",
};

function read(): ClientConfig {
  const script = typeof document === "undefined" ? null : document.getElementById("quintet-config");
  try {
    const told = JSON.parse(script?.textContent ?? "{}") as Partial<ClientConfig>;
    return { ...DEFAULTS, ...told };
  } catch {
    return DEFAULTS;
  }
}

export const config: ClientConfig = read();
