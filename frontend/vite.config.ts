// How the front end is built: into static/dist of the Django project, with a manifest for django-vite.
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const backEnd = process.env.QUINTET_URL ?? "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  // Relative addresses let the files live under any STATIC_URL of a host project.
  base: command === "build" ? "./" : "/",
  plugins: [react(), tailwindcss()],
  // `npm run dev` draws with fresh code on the API of a running Quintet.
  server: {
    proxy: Object.fromEntries(
      ["/api", "/ws", "/sign-in"].map((path) => [path, { target: backEnd, ws: true }]),
    ),
  },
  resolve: { alias: { "@": at("./src") } },
  build: {
    outDir: at("../static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    rollupOptions: { input: { main: "src/main.tsx" } },
    chunkSizeWarningLimit: 700,
  },
  test: { environment: "node", include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
}));
