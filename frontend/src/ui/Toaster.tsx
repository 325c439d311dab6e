/** Where the short messages stand. */
import { X } from "lucide-react";
import { dismiss, useToasts } from "./toast";

export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed bottom-4 left-1/2 z-50 flex -translate-x-1/2 flex-col items-center gap-2"
    >
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className="pointer-events-auto flex max-w-lg animate-[appear_140ms_ease-out] items-center gap-3 rounded-lg bg-ink px-3 py-2 text-sheet shadow-raised"
        >
          {toast.tone === "problem" ? (
            <span aria-hidden className="size-2 shrink-0 rounded-full bg-failed" />
          ) : null}
          <span className="min-w-0 break-words">{toast.text}</span>
          {toast.action ? (
            <button
              type="button"
              className="font-semibold underline underline-offset-2"
              onClick={() => {
                toast.action?.run();
                dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </button>
          ) : null}
          <button
            type="button"
            aria-label="Dismiss"
            className="opacity-70 hover:opacity-100"
            onClick={() => dismiss(toast.id)}
          >
            <X size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
