/** Keeps lists of executions true while they run. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { openSocket } from "@/api";

const PAUSE = 600;

export function useLiveExecutions(project: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!project) return;
    let timer = 0;
    // Many changes in a row cost one look at the list.
    const refresh = () => {
      if (timer) return;
      timer = window.setTimeout(() => {
        timer = 0;
        void queries.invalidateQueries({ queryKey: ["executions"] });
      }, PAUSE);
    };
    const socket = openSocket(`projects/${project}/`, {
      message: refresh,
      state: (state) => state === "open" && refresh(),
    });
    return () => {
      window.clearTimeout(timer);
      socket.close();
    };
  }, [project, queries]);
}
