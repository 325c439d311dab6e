/** A state as a sign and a word: never a colour alone. */
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  Clock3,
  Hand,
  LoaderCircle,
  Pause,
  SkipForward,
} from "lucide-react";
import { classes } from "./classes";

const LOOKS = {
  queued: [CircleDashed, "text-ink-3", "Queued"],
  pending: [CircleDashed, "text-ink-3", "Not yet"],
  running: [LoaderCircle, "text-running", "Running"],
  waiting: [Clock3, "text-waiting", "Waiting"],
  paused: [Pause, "text-waiting", "Paused"],
  parked: [Hand, "text-parked", "Needs you"],
  uncertain: [CircleHelp, "text-uncertain", "Uncertain"],
  cancelling: [Ban, "text-ink-2", "Cancelling"],
  completed: [CircleCheck, "text-completed", "Completed"],
  failed: [CircleX, "text-failed", "Failed"],
  skipped: [SkipForward, "text-skipped", "Skipped"],
  cancelled: [Ban, "text-ink-3", "Cancelled"],
} as const;

export type StateWord = keyof typeof LOOKS;

interface StateMarkProps {
  state: string;
  size?: number;
  /** Show the sign only; the word stays for screen readers. */
  bare?: boolean;
  word?: string;
  className?: string;
}

export function StateMark({ state, size = 14, bare, word, className }: StateMarkProps) {
  const [Sign, colour, name] = LOOKS[state as StateWord] ?? LOOKS.pending;
  return (
    <span className={classes("inline-flex items-center gap-1.5 whitespace-nowrap", colour, className)}>
      <Sign aria-hidden size={size} className={state === "running" ? "animate-spin" : undefined} />
      <span className={bare ? "sr-only" : undefined}>{word ?? name}</span>
    </span>
  );
}

export function stateColour(state: string): string {
  if (state === "queued" || state === "pending" || state === "cancelled" || state === "cancelling")
    return "var(--ink-3)";
  if (state === "paused") return "var(--waiting)";
  return `var(--${state})`;
}
