/** Light, dark, or as the system says; remembered in the browser. */
import { create } from "zustand";

export type Theme = "light" | "dark" | "system";
const KEY = "quintet.theme";

function remembered(): Theme {
  const kept = typeof localStorage === "undefined" ? null : localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: remembered() }));

export function applyTheme(theme: Theme = useTheme.getState().theme): void {
  if (theme === "system") document.documentElement.removeAttribute("data-theme");
  else document.documentElement.dataset.theme = theme;
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  useTheme.setState({ theme });
  applyTheme(theme);
}
