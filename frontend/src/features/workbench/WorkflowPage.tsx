/** Loads a workflow and shows its workbench, or says why it cannot. */
import { useQueryClient } from "@tanstack/react-query";
import { ServerCrash } from "lucide-react";
import { useEffect, useState } from "react";
import { ApiProblem, sentence } from "@/api";
import { Link } from "@/routing";
import { Button, Empty } from "@/ui";
import { fetchCatalogue, type Opened, openWorkflow } from "./openWorkflow";
import { Workbench } from "./Workbench";

function Waiting() {
  return (
    <div className="flex h-full flex-col" aria-busy="true">
      <div className="flex h-12 items-center gap-3 border-b bg-surface px-4">
        <div className="skeleton h-5 w-24" />
        <div className="skeleton h-5 w-48" />
        <span className="flex-1" />
        <div className="skeleton h-8 w-20" />
      </div>
      <div className="flex flex-1">
        <div className="w-60 border-e bg-surface p-3">
          <div className="skeleton mb-4 h-8" />
          {[1, 2, 3, 4, 5, 6, 7].map((row) => (
            <div key={row} className="skeleton mb-3 h-9" />
          ))}
        </div>
        <span className="sr-only">Opening the workflow…</span>
      </div>
    </div>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const gone = error instanceof ApiProblem && error.status === 404;
  return (
    <Empty
      icon={<ServerCrash size={28} />}
      title={gone ? "There is no such workflow" : "The workflow cannot be opened"}
      actions={
        <>
          {gone ? null : <Button onClick={onRetry}>Try again</Button>}
          <Link to="/workflows/" className="inline-flex h-8 items-center px-3 text-accent hover:underline">
            All workflows
          </Link>
        </>
      }
    >
      {gone ? "It was deleted, or it belongs to a project that you are not in." : sentence(error)}
    </Empty>
  );
}

const CATALOGUE = { queryKey: ["node-types"], queryFn: fetchCatalogue, staleTime: Number.POSITIVE_INFINITY };

export default function WorkflowPage({ id, mayEdit }: { id: string; mayEdit: boolean }) {
  const queries = useQueryClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    setError(null);
    openWorkflow(id, () => queries.fetchQuery(CATALOGUE), mayEdit).then(
      (found) => wanted && setOpened(found),
      (problem) => wanted && setError(problem),
    );
    return () => {
      wanted = false;
      setOpened(null);
    };
  }, [id, queries, mayEdit, tries]);
  if (error) return <Refused error={error} onRetry={() => setTries(tries + 1)} />;
  return opened ? <Workbench key={opened.editor.getState().id} opened={opened} /> : <Waiting />;
}
