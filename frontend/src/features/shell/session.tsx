/** Who is here and which project is open. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { api, type Project, type Session, setProject } from "@/api";
import { go } from "@/routing";

interface SessionView {
  user: Session["user"] | null;
  projects: Project[];
  project: Project | null;
  mayEdit: boolean;
  version: string;
  switchTo(id: string): void;
}

const KEY = "quintet.project";
const SessionContext = createContext<SessionView>({
  user: null,
  projects: [],
  project: null,
  mayEdit: true,
  version: "",
  switchTo: () => undefined,
});

export const useSession = () => useContext(SessionContext);

interface SessionProviderProps {
  waiting: ReactNode;
  failed(error: unknown, retry: () => void): ReactNode;
  children: ReactNode;
}

export function SessionProvider({ waiting, failed, children }: SessionProviderProps) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY) ?? "");
  const { data, error, refetch } = useQuery({
    queryKey: ["session"],
    queryFn: () => api.get<Session>("session/"),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  const view = useMemo((): SessionView | null => {
    if (!data) return null;
    const project = data.projects.find((one) => one.id === chosen) ?? data.projects[0] ?? null;
    setProject(project?.id ?? "");
    return {
      user: data.user,
      projects: data.projects,
      project,
      mayEdit: project?.role === "owner" || project?.role === "editor",
      version: data.version,
      switchTo(id) {
        localStorage.setItem(KEY, id);
        setProject(id);
        setChosen(id);
        queries.removeQueries({ predicate: (query) => query.queryKey[0] !== "session" });
        go("/workflows/");
      },
    };
  }, [data, chosen, queries]);
  if (view) return <SessionContext.Provider value={view}>{children}</SessionContext.Provider>;
  return error ? failed(error, () => void refetch()) : waiting;
}
