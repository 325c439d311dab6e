/** Home: the workflows of the project. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileUp, Plus, Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { api, type Page as ListPage, sentence, type WorkflowShort } from "@/api";
import { Page, useSession } from "@/features/shell";
import { setQuery, useRoute } from "@/routing";
import { Button, Empty, say } from "@/ui";
import { ExampleCards } from "./ExampleCards";
import { readWorkflowFile, useWorkflowActions } from "./useWorkflowActions";
import { WorkflowCard } from "./WorkflowCard";

function Skeletons() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(280px,1fr))] gap-4" aria-busy="true">
      {[1, 2, 3, 4, 5, 6].map((key) => (
        <div key={key} className="skeleton h-60 !rounded-xl" />
      ))}
    </div>
  );
}

function Actions() {
  const { create } = useWorkflowActions();
  const file = useRef<HTMLInputElement>(null);
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    const read = await readWorkflowFile(chosen);
    if (typeof read === "string") say(read, { tone: "problem" });
    else create.mutate(read);
  };
  return (
    <div className="flex gap-2">
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label="File of a workflow"
        className="hidden"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button icon={<FileUp size={14} />} onClick={() => file.current?.click()}>
        Import
      </Button>
      <Button
        look="main"
        icon={<Plus size={14} />}
        disabled={create.isPending}
        onClick={() => create.mutate({ name: "New workflow" })}
      >
        New workflow
      </Button>
    </div>
  );
}

function SearchField({ value }: { value: string }) {
  const [draft, setDraft] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setQuery({ search: draft }), 200);
    return () => window.clearTimeout(timer);
  }, [draft]);
  return (
    <div className="relative mb-5 max-w-sm">
      <Search size={14} aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 text-ink-3" />
      <input
        type="search"
        className="control ps-8"
        placeholder="Search by name or description"
        aria-label="Search workflows"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
    </div>
  );
}

export function WorkflowsPage() {
  const search = useRoute().query.get("search") ?? "";
  const { mayEdit, project } = useSession();
  const { copy, archive } = useWorkflowActions();
  const list = useInfiniteQuery({
    queryKey: ["workflows", project?.id, search],
    queryFn: ({ pageParam }) =>
      api.get<ListPage<WorkflowShort>>(pageParam || "workflows/", pageParam ? {} : { search, page_size: 60 }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: 15_000,
  });
  const workflows = list.data?.pages.flatMap((page) => page.results) ?? [];
  const none = list.isSuccess && workflows.length === 0;
  return (
    <Page title="Workflows" actions={mayEdit ? <Actions /> : null}>
      {none && !search ? null : <SearchField value={search} />}
      {list.isPending ? <Skeletons /> : null}
      {list.error && workflows.length === 0 ? (
        <Empty
          title="The list cannot be shown"
          actions={<Button onClick={() => list.refetch()}>Try again</Button>}
        >
          {sentence(list.error)}
        </Empty>
      ) : null}
      {none && search ? (
        <Empty title="Nothing found">No workflow has “{search}” in its name or description.</Empty>
      ) : null}
      {none && !search ? (
        <>
          <Empty title="Draw your first workflow">
            Start from an empty sheet, or take one of these. They run as they are.
          </Empty>
          <ExampleCards />
        </>
      ) : null}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(280px,1fr))] gap-4">
        {workflows.map((workflow) => (
          <WorkflowCard
            key={workflow.id}
            workflow={workflow}
            mayEdit={mayEdit}
            onCopy={() => copy.mutate(workflow.id)}
            onArchive={() => archive.mutate(workflow)}
          />
        ))}
      </div>
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
