/** Listens to the keyboard for the whole page and runs the action that a key belongs to. */
import { useEffect } from "react";
import { isMac } from "@/ui";
import { allActions } from "./actions";
import { isWriting, pressed } from "./keys";

export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = pressed(event, isMac);
      const writing = isWriting(event.target);
      const inDialog =
        event.target instanceof Element && event.target.closest('[role="dialog"],[role="menu"]') !== null;
      const action = allActions().find(
        (candidate) =>
          candidate.keys?.includes(name) &&
          (!writing || candidate.inText) &&
          (!inDialog || candidate.inText) &&
          (candidate.enabled?.() ?? true),
      );
      if (!action) return;
      event.preventDefault();
      action.run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
