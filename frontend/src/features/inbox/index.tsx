/** What waits for an answer of a person. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Inbox, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { api, type Page as ListPage, sentence } from "@/api";
import { Page } from "@/features/shell";
import type { JsonObject } from "@/graph/model";
import { Link } from "@/routing";
import { ago, Button, Empty, say } from "@/ui";

const SchemaForm = lazy(() =>
  import("@/features/inspector").then((inspector) => ({ default: inspector.SchemaForm })),
);

interface Waiting {
  id: string;
  execution: string;
  workflow: string;
  workflow_name: string;
  node: string;
  kind: string;
  request: { title?: string; text?: string; data?: unknown };
  schema: JsonObject | null;
  deadline: string | null;
  created_at: string;
}

function useAnswer(waiting: Waiting) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (value: JsonObject) => api.post(`inbox/${waiting.id}/answer/`, { value }),
    onSuccess: () => {
      say("Answered. The run goes on.");
      void queries.invalidateQueries({ queryKey: ["inbox"] });
    },
    onError: (error) => say(sentence(error), { tone: "problem" }),
  });
}

function FormAnswer({ waiting, schema }: { waiting: Waiting; schema: JsonObject }) {
  const [value, setValue] = useState<JsonObject>({});
  const answer = useAnswer(waiting);
  return (
    <form
      className="mt-3 flex max-w-lg flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate(value);
      }}
    >
      <Suspense fallback={<div className="skeleton h-24" />}>
        <SchemaForm schema={schema} value={value} onChange={setValue} node="" problems={{}} />
      </Suspense>
      <Button look="main" type="submit" className="self-start" disabled={answer.isPending}>
        Send
      </Button>
    </form>
  );
}

function Approval({ waiting }: { waiting: Waiting }) {
  const [comment, setComment] = useState("");
  const answer = useAnswer(waiting);
  return (
    <div className="mt-3 flex gap-2">
      <input
        className="control"
        aria-label="Comment"
        placeholder="Comment"
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <Button
        look="main"
        icon={<Check size={14} />}
        disabled={answer.isPending}
        onClick={() => answer.mutate({ decision: "approve", comment })}
      >
        Approve
      </Button>
      <Button
        look="danger"
        icon={<X size={14} />}
        disabled={answer.isPending}
        onClick={() => answer.mutate({ decision: "reject", comment })}
      >
        Reject
      </Button>
    </div>
  );
}

function Card({ waiting }: { waiting: Waiting }) {
  return (
    <article className="rounded-xl border bg-surface p-4">
      <div className="flex items-baseline gap-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold text-lg">
          {waiting.request.title || waiting.node}
        </h2>
        <span className="text-ink-3 text-sm">{ago(waiting.created_at)}</span>
      </div>
      <Link
        to={`/workflows/${waiting.workflow}/?execution=${waiting.execution}`}
        className="text-accent hover:underline"
      >
        {waiting.workflow_name}
      </Link>
      {waiting.request.text ? <p className="mt-2 whitespace-pre-wrap">{waiting.request.text}</p> : null}
      {waiting.request.data ? (
        <pre className="mt-2 max-h-60 overflow-auto rounded-lg bg-sheet p-3 font-mono text-sm">
          {JSON.stringify(waiting.request.data, null, 2)}
        </pre>
      ) : null}
      {waiting.kind === "approval" ? (
        <Approval waiting={waiting} />
      ) : waiting.schema ? (
        <FormAnswer waiting={waiting} schema={waiting.schema} />
      ) : (
        <p className="mt-3 text-ink-2">Open the run to answer this.</p>
      )}
    </article>
  );
}

export function InboxPage() {
  const list = useQuery({
    queryKey: ["inbox"],
    queryFn: () => api.get<ListPage<Waiting>>("inbox/"),
    refetchInterval: 10_000,
  });
  return (
    <Page title="Inbox" about="Approvals and forms that runs wait for.">
      {list.isPending ? <div className="skeleton h-32 !rounded-xl" /> : null}
      {list.error ? <Empty title="The inbox cannot be shown">{sentence(list.error)}</Empty> : null}
      {list.data?.results.length === 0 ? (
        <Empty icon={<Inbox size={26} />} title="Nothing waits for you">
          When a workflow asks for an approval or a form, it is here.
        </Empty>
      ) : null}
      <div className="flex max-w-3xl flex-col gap-3">
        {list.data?.results.map((waiting) => (
          <Card key={waiting.id} waiting={waiting} />
        ))}
      </div>
    </Page>
  );
}
