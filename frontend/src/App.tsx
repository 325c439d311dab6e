/** Which page stands at which address. */
import { lazy, Suspense, useMemo } from "react";
import { ApiProblem, sentence } from "./api";
import {
  type Action,
  CommandPalette,
  openPalette,
  openSheet,
  ShortcutSheet,
  useRegisterActions,
  useShortcuts,
} from "./features/command-palette";
import { CredentialsPage } from "./features/credentials";
import { ExecutionsPage } from "./features/executions";
import { InboxPage } from "./features/inbox";
import { SettingsPage } from "./features/settings";
import { Banner, SessionProvider, Shell, useSession } from "./features/shell";
import { TemplatesPage } from "./features/templates";
import { WorkflowsPage } from "./features/workflows";
import { go, href, Link, useRoute } from "./routing";
import { Button, Empty, ErrorBoundary, setTheme, Toaster } from "./ui";

const WorkflowPage = lazy(() => import("./features/workbench"));

const PAGES: Record<string, () => React.ReactNode> = {
  "/": WorkflowsPage,
  "/workflows/": WorkflowsPage,
  "/executions/": ExecutionsPage,
  "/inbox/": InboxPage,
  "/templates/": TemplatesPage,
  "/credentials/": CredentialsPage,
  "/settings/": SettingsPage,
};

function NotFound() {
  return (
    <Empty title="There is nothing at this address">
      <Link to="/workflows/" className="text-accent hover:underline">
        Go to the workflows
      </Link>
    </Empty>
  );
}

function Routed() {
  const { path } = useRoute();
  const { mayEdit } = useSession();
  const opened = /^\/workflows\/([0-9a-f-]{8,})\/$/i.exec(path)?.[1];
  if (opened) {
    return (
      <Suspense fallback={<div aria-busy="true" className="h-full" />}>
        <WorkflowPage key={opened} id={opened} mayEdit={mayEdit} />
      </Suspense>
    );
  }
  const Page = PAGES[path] ?? NotFound;
  return (
    <Shell>
      <Page />
    </Shell>
  );
}

function useGlobalActions(): void {
  const actions = useMemo((): Action[] => {
    const page = (to: string, title: string): Action => ({
      id: `go-${to}`,
      group: "Go to",
      title,
      run: () => go(to),
    });
    return [
      {
        id: "palette",
        group: "Everywhere",
        title: "Search every action",
        keys: ["mod+k"],
        inText: true,
        keyOnly: true,
        run: openPalette,
      },
      { id: "shortcuts", group: "Everywhere", title: "Shortcuts", keys: ["?"], run: openSheet },
      page("/workflows/", "Workflows"),
      page("/executions/", "Executions"),
      page("/inbox/", "Inbox"),
      page("/templates/", "Templates"),
      page("/credentials/", "Credentials"),
      page("/settings/", "Settings"),
      { id: "theme-light", group: "Look", title: "Light", run: () => setTheme("light") },
      { id: "theme-dark", group: "Look", title: "Dark", run: () => setTheme("dark") },
      {
        id: "theme-system",
        group: "Look",
        title: "Light or dark as the system",
        run: () => setTheme("system"),
      },
    ];
  }, []);
  useRegisterActions("everywhere", actions);
}

function refused(error: unknown, retry: () => void) {
  const unknown = error instanceof ApiProblem && (error.status === 401 || error.status === 403);
  return (
    <Empty
      title={unknown ? "Sign in to go on" : "The server does not answer"}
      actions={
        unknown ? (
          <a
            className="inline-flex h-8 items-center rounded-md bg-accent px-3 font-medium text-on-accent"
            href={href("/sign-in/")}
          >
            Sign in
          </a>
        ) : (
          <Button onClick={retry}>Try again</Button>
        )
      }
    >
      {unknown
        ? "Use the link that the start command printed, or run `quintet sign-in` for a new one."
        : sentence(error)}
    </Empty>
  );
}

export function App() {
  useShortcuts();
  useGlobalActions();
  const { path } = useRoute();
  return (
    <div className="flex h-full flex-col">
      <Banner />
      <div className="min-h-0 flex-1">
        <SessionProvider waiting={<div aria-busy="true" />} failed={refused}>
          <ErrorBoundary key={path}>
            <Routed />
          </ErrorBoundary>
          <CommandPalette />
          <ShortcutSheet />
        </SessionProvider>
      </div>
      <Toaster />
    </div>
  );
}
