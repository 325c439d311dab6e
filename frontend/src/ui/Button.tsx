/** Buttons: one main action a view, the others quiet. */
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes";
import { Tooltip } from "./Tooltip";

type Look = "main" | "plain" | "quiet" | "danger";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  icon?: ReactNode;
  small?: boolean;
}

const LOOKS: Record<Look, string> = {
  main: "bg-accent text-on-accent hover:bg-accent-hover border-transparent font-medium",
  plain: "bg-surface text-ink border-line-strong hover:bg-hover",
  quiet: "border-transparent text-ink-2 hover:bg-hover hover:text-ink",
  danger: "bg-surface text-failed border-line-strong hover:bg-hover",
};

export function Button({ look = "plain", icon, small, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(
        "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border transition-colors disabled:opacity-50",
        small ? "h-7 px-2 text-sm" : "h-8 px-3",
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  label: string;
  keys?: string;
  active?: boolean;
  small?: boolean;
}

/** A button of an icon only: its label is a tooltip and what a screen reader says. */
export function IconButton({ label, keys, active, small, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={active}
        className={classes(
          "inline-flex shrink-0 items-center justify-center rounded-md transition-colors disabled:opacity-40",
          small ? "size-6" : "size-8",
          active ? "bg-accent-soft text-accent" : "text-ink-2 hover:bg-hover hover:text-ink",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
