/** What stands where there is nothing yet, nothing found, or something failed. */
import type { ReactNode } from "react";

interface EmptyProps {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-2 px-6 py-16 text-center">
      {icon ? <div className="mb-1 text-ink-3">{icon}</div> : null}
      <h2 className="font-semibold text-lg">{title}</h2>
      {children ? <div className="max-w-md text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
