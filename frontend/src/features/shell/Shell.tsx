/** The frame around all pages but the canvas: navigation, project, theme, and the state of the connection. */

import { useQuery } from "@tanstack/react-query";
import {
  Activity,
  Blocks,
  Inbox,
  KeyRound,
  LayoutTemplate,
  Moon,
  Search,
  Settings,
  Sun,
  SunMoon,
  Workflow,
} from "lucide-react";
import type { ReactNode } from "react";
import { api, type Page } from "@/api";
import { openPalette } from "@/features/command-palette";
import { Link, useRoute } from "@/routing";
import { classes, Keys, Menu, setTheme, useTheme } from "@/ui";
import { useSession } from "./session";

const PAGES = [
  ["/workflows/", "Workflows", Workflow],
  ["/executions/", "Executions", Activity],
  ["/inbox/", "Inbox", Inbox],
  ["/templates/", "Templates", LayoutTemplate],
  ["/credentials/", "Credentials", KeyRound],
  ["/settings/", "Settings", Settings],
] as const;

const THEMES = { light: Sun, dark: Moon, system: SunMoon } as const;

function useInboxCount(): number {
  const { data } = useQuery({
    queryKey: ["inbox", "count"],
    queryFn: () => api.get<Page<unknown>>("inbox/"),
    refetchInterval: 30_000,
    retry: false,
  });
  return data?.results?.length ?? 0;
}

function Navigation() {
  const { path } = useRoute();
  const waiting = useInboxCount();
  return (
    <nav aria-label="Pages" className="flex flex-col gap-0.5 px-2">
      {PAGES.map(([to, title, Icon]) => {
        const here = path.startsWith(to) || (to === "/workflows/" && path === "/");
        return (
          <Link
            key={to}
            to={to}
            aria-current={here ? "page" : undefined}
            className={classes(
              "flex h-9 items-center gap-2.5 rounded-md px-2.5",
              here ? "bg-hover font-medium text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
            )}
          >
            <Icon size={16} aria-hidden className={here ? "text-accent" : undefined} />
            <span className="flex-1">{title}</span>
            {to === "/inbox/" && waiting > 0 ? (
              <span className="rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs">
                {waiting}
              </span>
            ) : null}
          </Link>
        );
      })}
    </nav>
  );
}

function ProjectSwitch() {
  const { project, projects, switchTo } = useSession();
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-11 w-full items-center gap-2.5 rounded-md px-2.5 text-start hover:bg-hover"
        >
          <span className="grid size-6 place-items-center rounded-md bg-accent text-on-accent">
            <Blocks size={14} aria-hidden />
          </span>
          <span className="min-w-0 flex-1 truncate font-semibold">{project?.name ?? "Quintet"}</span>
          <span className="sr-only">Switch project</span>
        </button>
      }
      groups={[
        projects.map((one) => ({
          label: one.name,
          checked: one.id === project?.id,
          run: () => switchTo(one.id),
        })),
      ]}
    />
  );
}

export function ThemeSwitch() {
  const theme = useTheme((state) => state.theme);
  const next = ({ light: "dark", dark: "system", system: "light" } as const)[theme];
  const Icon = THEMES[theme];
  return (
    <button
      type="button"
      className="flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-ink-2 hover:bg-hover hover:text-ink"
      onClick={() => setTheme(next)}
    >
      <Icon size={16} aria-hidden />
      {{ light: "Light", dark: "Dark", system: "As the system" }[theme]}
    </button>
  );
}

export function Shell({ children }: { children: ReactNode }) {
  const { user } = useSession();
  return (
    <div className="flex h-full">
      <aside className="flex w-52 shrink-0 flex-col border-e bg-surface">
        <div className="p-2">
          <ProjectSwitch />
        </div>
        <div className="px-2 pb-3">
          <button
            type="button"
            onClick={openPalette}
            className="flex h-8 w-full items-center gap-2 rounded-md border border-line-strong px-2.5 text-ink-3 hover:border-ink-3"
          >
            <Search size={14} aria-hidden />
            <span className="flex-1 text-start">Search</span>
            <Keys keys="mod+k" />
          </button>
        </div>
        <Navigation />
        <span className="flex-1" />
        <div className="border-t p-2">
          <ThemeSwitch />
          <div className="truncate px-2.5 py-1 text-ink-3 text-sm" title={user?.email}>
            {user?.name}
          </div>
        </div>
      </aside>
      <main className="min-w-0 flex-1 overflow-auto">{children}</main>
    </div>
  );
}
