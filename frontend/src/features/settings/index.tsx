/** Settings of the project: members, variables, tokens. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api, type Page as ListPage, sentence } from "@/api";
import { Page, useSession } from "@/features/shell";
import { ago, Button, IconButton, say } from "@/ui";

interface Variable {
  id: string;
  name: string;
  value: string | null;
  is_secret: boolean;
}

interface Token {
  id: string;
  name: string;
  prefix: string;
  last_used_at: string | null;
  created_at: string;
}

interface Member {
  id: string;
  role: string;
  user: { name?: string; email?: string } | string;
}

function Section({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="mb-8 max-w-3xl">
      <h2 className="font-semibold text-lg">{title}</h2>
      <p className="mb-3 text-ink-2">{about}</p>
      {children}
    </section>
  );
}

function useRows<T>(path: string) {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: [path], queryFn: () => api.get<ListPage<T> | T[]>(path) });
  const rows = list.data ? (Array.isArray(list.data) ? list.data : list.data.results) : [];
  const refresh = () => void queries.invalidateQueries({ queryKey: [path] });
  const remove = (id: string) =>
    api.delete(`${path}${id}/`).then(refresh, (error) => say(sentence(error), { tone: "problem" }));
  return { rows, refresh, remove, error: list.error };
}

function Rows({ children, none }: { children: ReactNode[]; none: string }) {
  if (children.length === 0)
    return <p className="mb-3 rounded-xl border border-dashed px-4 py-3 text-ink-2">{none}</p>;
  return <ul className="mb-3 divide-y rounded-xl border bg-surface">{children}</ul>;
}

function Members() {
  const { project } = useSession();
  const { rows } = useRows<Member>(`projects/${project?.id}/members/`);
  return (
    <Section title="Members" about="Who works in this project, and what they may do.">
      <Rows none="Nobody else is here.">
        {rows.map((member) => {
          const user = typeof member.user === "string" ? { name: member.user } : member.user;
          return (
            <li key={member.id} className="flex items-center gap-3 px-4 py-2.5">
              <span className="flex-1 font-medium">{user.name || user.email}</span>
              <span className="text-ink-2">{member.role}</span>
            </li>
          );
        })}
      </Rows>
    </Section>
  );
}

function Variables() {
  const { rows, refresh, remove } = useRows<Variable>("variables/");
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const add = useMutation({
    mutationFn: () => api.post("variables/", { name, value }),
    onSuccess: () => {
      setName("");
      setValue("");
      refresh();
    },
    onError: (error) => say(sentence(error), { tone: "problem" }),
  });
  return (
    <Section title="Variables" about="Values that every workflow can read as vars.name.">
      <Rows none="No variables yet.">
        {rows.map((variable) => (
          <li key={variable.id} className="flex items-center gap-3 px-4 py-2">
            <span className="w-48 truncate font-mono text-sm">{variable.name}</span>
            <span className="min-w-0 flex-1 truncate text-ink-2">
              {variable.is_secret ? "secret" : String(variable.value ?? "")}
            </span>
            <IconButton label={`Delete ${variable.name}`} small onClick={() => void remove(variable.id)}>
              <Trash2 size={14} />
            </IconButton>
          </li>
        ))}
      </Rows>
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <input
          className="control !w-52 font-mono text-sm"
          aria-label="Name of the variable"
          placeholder="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <input
          className="control"
          aria-label="Value of the variable"
          placeholder="value"
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Button type="submit" icon={<Plus size={14} />} disabled={!name || add.isPending}>
          Add
        </Button>
      </form>
    </Section>
  );
}

function Tokens() {
  const { rows, refresh, remove } = useRows<Token>("tokens/");
  const [name, setName] = useState("");
  const [shown, setShown] = useState("");
  const add = useMutation({
    mutationFn: () => api.post<{ token: string }>("tokens/", { name }),
    onSuccess: (made) => {
      setShown(made.token);
      setName("");
      refresh();
    },
    onError: (error) => say(sentence(error), { tone: "problem" }),
  });
  return (
    <Section title="Tokens" about="For programs that call the API of this project.">
      <Rows none="No tokens yet.">
        {rows.map((token) => (
          <li key={token.id} className="flex items-center gap-3 px-4 py-2">
            <span className="min-w-0 flex-1 truncate font-medium">{token.name}</span>
            <span className="font-mono text-ink-3 text-sm">{token.prefix}…</span>
            <span className="w-32 text-end text-ink-2 text-sm">
              {token.last_used_at ? `used ${ago(token.last_used_at)}` : "never used"}
            </span>
            <IconButton label={`Revoke ${token.name}`} small onClick={() => void remove(token.id)}>
              <Trash2 size={14} />
            </IconButton>
          </li>
        ))}
      </Rows>
      {shown ? (
        <p className="mb-3 break-all rounded-lg bg-accent-soft p-3">
          Copy it now; it is shown this once: <code className="font-mono text-sm">{shown}</code>
        </p>
      ) : null}
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <input
          className="control !w-72"
          aria-label="Name of the token"
          placeholder="What is it for?"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" icon={<Plus size={14} />} disabled={!name || add.isPending}>
          Make a token
        </Button>
      </form>
    </Section>
  );
}

export function SettingsPage() {
  const { project, version } = useSession();
  return (
    <Page title="Settings" about={project?.name}>
      <Members />
      <Variables />
      <Tokens />
      <p className="text-ink-3 text-sm">Quintet {version}</p>
    </Page>
  );
}
