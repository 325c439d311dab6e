/** All executions of the project: live, filtered by what the address says. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Activity, Ban, RotateCcw } from "lucide-react";
import { api, type Execution, type Page as ListPage, sentence, type WorkflowShort } from "@/api";
import { Page, useSession } from "@/features/shell";
import { Link, setQuery, useRoute } from "@/routing";
import { ENDED } from "@/runs/events";
import { EXECUTION_WORDS } from "@/runs/why";
import { ago, Button, Empty, IconButton, lasted, StateMark, say } from "@/ui";
import { useLiveExecutions } from "./useLiveExecutions";

const COUNT = 50;

async function control(id: string, action: "cancel" | "retry"): Promise<void> {
  try {
    await api.post(`executions/${id}/control/`, { action });
    say(action === "cancel" ? "It is being cancelled." : "It goes on at what failed.");
  } catch (error) {
    say(sentence(error), { tone: "problem" });
  }
}

function Filters({ status, workflow }: { status: string; workflow: string }) {
  const { data } = useQuery({
    queryKey: ["workflows", "picker"],
    queryFn: () => api.get<ListPage<WorkflowShort>>("workflows/", { page_size: 100, ordering: "name" }),
  });
  return (
    <div className="mb-4 flex flex-wrap gap-2">
      <select
        aria-label="State"
        className="control !w-44"
        value={status}
        onChange={(event) => setQuery({ status: event.target.value })}
      >
        <option value="">Every state</option>
        {Object.entries(EXECUTION_WORDS).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
      <select
        aria-label="Workflow"
        className="control !w-64"
        value={workflow}
        onChange={(event) => setQuery({ workflow: event.target.value })}
      >
        <option value="">Every workflow</option>
        {(data?.results ?? []).map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      {status || workflow ? (
        <Button look="quiet" onClick={() => setQuery({ status: null, workflow: null })}>
          Clear
        </Button>
      ) : null}
    </div>
  );
}

function Row({ execution }: { execution: Execution }) {
  const over = ENDED.has(execution.status);
  const started = execution.started_at ? Date.parse(execution.started_at) : null;
  const finished = execution.finished_at ? Date.parse(execution.finished_at) : null;
  const told = execution.error?.message || (over ? "" : execution.status_reason);
  return (
    <tr className="group relative border-b last:border-0 hover:bg-hover">
      <td className="w-36 py-2.5 ps-4">
        <StateMark state={execution.status} />
      </td>
      <td className="max-w-0 py-2.5 pe-4">
        <Link
          to={`/workflows/${execution.workflow}/?execution=${execution.id}`}
          className="block truncate font-medium after:absolute after:inset-0"
        >
          {execution.workflow_name}
        </Link>
        {told ? (
          <span className={`block truncate text-sm ${execution.error ? "text-failed" : "text-ink-2"}`}>
            {told}
          </span>
        ) : null}
      </td>
      <td className="w-28 py-2.5 text-ink-2 max-[1100px]:hidden">
        {execution.version?.number ? `version ${execution.version.number}` : "draft"}
      </td>
      <td className="w-24 py-2.5 text-ink-2">{execution.trigger?.kind || "by hand"}</td>
      <td className="w-28 py-2.5 text-ink-2 tabular-nums">
        {started ? lasted((finished ?? Date.now()) - started) : ""}
      </td>
      <td className="w-28 py-2.5 text-ink-2">{ago(execution.created_at)}</td>
      <td className="relative z-10 w-12 py-1.5 pe-2 text-end">
        {over ? null : (
          <IconButton label="Cancel" small onClick={() => void control(execution.id, "cancel")}>
            <Ban size={14} />
          </IconButton>
        )}
        {execution.status === "failed" ? (
          <IconButton label="Retry what failed" small onClick={() => void control(execution.id, "retry")}>
            <RotateCcw size={14} />
          </IconButton>
        ) : null}
      </td>
    </tr>
  );
}

export function ExecutionsPage() {
  const { query } = useRoute();
  const { project } = useSession();
  const status = query.get("status") ?? "";
  const workflow = query.get("workflow") ?? "";
  useLiveExecutions(project?.id);
  const list = useInfiniteQuery({
    queryKey: ["executions", project?.id, status, workflow],
    queryFn: ({ pageParam }) =>
      api.get<ListPage<Execution>>(
        pageParam || "executions/",
        pageParam ? {} : { status, workflow, page_size: COUNT },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <Page title="Executions">
      <Filters status={status} workflow={workflow} />
      {list.error && rows.length === 0 ? (
        <Empty
          title="The list cannot be shown"
          actions={<Button onClick={() => list.refetch()}>Try again</Button>}
        >
          {sentence(list.error)}
        </Empty>
      ) : null}
      {list.isPending ? <div className="skeleton h-64 !rounded-xl" aria-busy="true" /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <Empty
          icon={<Activity size={26} />}
          title={status || workflow ? "None like that" : "Nothing has run yet"}
        >
          {status || workflow
            ? "Clear the filters to see all."
            : "Open a workflow and press Run; it is listed here."}
        </Empty>
      ) : null}
      {rows.length > 0 ? (
        <div className="overflow-hidden rounded-xl border bg-surface">
          <table className="w-full table-fixed text-start">
            <thead>
              <tr className="border-b text-ink-3 text-sm">
                <th className="w-36 py-2 ps-4 text-start font-medium">State</th>
                <th className="py-2 text-start font-medium">Workflow</th>
                <th className="w-28 py-2 text-start font-medium max-[1100px]:hidden">Runs</th>
                <th className="w-24 py-2 text-start font-medium">Started</th>
                <th className="w-28 py-2 text-start font-medium">Took</th>
                <th className="w-28 py-2 text-start font-medium">When</th>
                <th className="w-12">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((execution) => (
                <Row key={execution.id} execution={execution} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {list.hasNextPage ? (
        <Button
          className="mt-5 self-center"
          onClick={() => list.fetchNextPage()}
          disabled={list.isFetchingNextPage}
        >
          Show more
        </Button>
      ) : null}
    </Page>
  );
}
