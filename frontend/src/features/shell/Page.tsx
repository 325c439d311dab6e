/** The head and body of an ordinary page. */
import type { ReactNode } from "react";

interface PageProps {
  title: string;
  about?: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function Page({ title, about, actions, children }: PageProps) {
  return (
    <div className="mx-auto flex min-h-full max-w-6xl flex-col px-8 py-7 max-[1100px]:px-5">
      <header className="mb-5 flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <h1 className="font-semibold text-xl">{title}</h1>
          {about ? <p className="text-ink-2">{about}</p> : null}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}
