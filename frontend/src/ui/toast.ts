/** Short messages at the corner: what happened, and a way to take it back. */
import { create } from "zustand";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "problem";
  action?: { label: string; run(): void };
}

interface Toasts {
  toasts: Toast[];
}

let next = 1;

export const useToasts = create<Toasts>(() => ({ toasts: [] }));

export function dismiss(id: number): void {
  useToasts.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }));
}

export function say(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
  const toast: Toast = { id: next, text, tone: options.tone ?? "plain", action: options.action };
  next += 1;
  useToasts.setState((state) => ({
    toasts: [...state.toasts.filter((other) => other.text !== text).slice(-2), toast],
  }));
  window.setTimeout(() => dismiss(toast.id), options.action || toast.tone === "problem" ? 9_000 : 4_000);
}
