/** A control with its label, a word of help and what is wrong with it. */
import { type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  help?: string;
  problem?: string;
  required?: boolean;
  aside?: ReactNode;
  children(ids: { id: string; describedBy: string | undefined; invalid: boolean }): ReactNode;
}

export function Field({ label, help, problem, required, aside, children }: FieldProps) {
  const id = useId();
  const describedBy = problem ? `${id}-problem` : help ? `${id}-help` : undefined;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-6 items-center gap-2">
        <label htmlFor={id} className="flex-1 truncate font-medium text-ink-2 text-sm">
          {label}
          {required ? (
            <span className="text-ink-3" title="Has to be given">
              {" "}
              *
            </span>
          ) : null}
        </label>
        {aside}
      </div>
      {children({ id, describedBy, invalid: Boolean(problem) })}
      {problem ? (
        <p id={`${id}-problem`} className="text-failed text-sm">
          {problem}
        </p>
      ) : help ? (
        <p id={`${id}-help`} className="text-ink-3 text-sm">
          {help}
        </p>
      ) : null}
    </div>
  );
}
