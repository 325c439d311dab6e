/** A shortcut as keycaps, in the words of the machine that it is read on. */
import { classes } from "./classes";

export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const MAC: Record<string, string> = {
  mod: "⌘",
  shift: "⇧",
  alt: "⌥",
  enter: "↵",
  backspace: "⌫",
  escape: "esc",
};
const OTHER: Record<string, string> = {
  mod: "Ctrl",
  shift: "Shift",
  alt: "Alt",
  enter: "Enter",
  backspace: "Backspace",
  escape: "Esc",
};
const BOTH: Record<string, string> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  delete: "Del",
};

export function keyNames(keys: string): string[] {
  if (keys === "+") return ["+"];
  return keys.split("+").map((key) => (isMac ? MAC : OTHER)[key] ?? BOTH[key] ?? key.toUpperCase());
}

export function Keys({ keys, inverse }: { keys: string; inverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5">
      {keyNames(keys).map((name) => (
        <kbd
          key={name}
          className={classes(
            "min-w-4 rounded px-1 text-center font-sans text-xs",
            inverse ? "bg-sheet/20 text-sheet" : "border border-line bg-sheet text-ink-2",
          )}
        >
          {name}
        </kbd>
      ))}
    </span>
  );
}
