/** Credentials: what nodes use to sign in elsewhere. Secrets are written here and never shown again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, type Page as ListPage, sentence } from "@/api";
import { Page } from "@/features/shell";
import type { JsonObject } from "@/graph/model";
import { ago, Button, Dialog, Empty, Field, IconButton, say } from "@/ui";

interface CredentialType {
  key: string;
  title: string;
  summary: string;
  schema: JsonObject;
  secret_fields: string[];
  suggested_hosts: string[];
}

interface Credential {
  id: string;
  type: string;
  name: string;
  allowed_hosts: string[];
  created_at: string;
}

function listOf<T>(answer: T[] | { results: T[] }): T[] {
  return Array.isArray(answer) ? answer : answer.results;
}

function useTypes() {
  return useQuery({
    queryKey: ["credential-types"],
    queryFn: async () =>
      listOf(await api.get<CredentialType[] | { results: CredentialType[] }>("credential-types/")),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

interface NewCredentialProps {
  types: CredentialType[];
  onClose(): void;
}

function NewCredential({ types, onClose }: NewCredentialProps) {
  const queries = useQueryClient();
  const [key, setKey] = useState(types[0]?.key ?? "");
  const [name, setName] = useState("");
  const [fields, setFields] = useState<Record<string, string>>({});
  const [hosts, setHosts] = useState("");
  const type = types.find((one) => one.key === key);
  const properties = (type?.schema.properties ?? {}) as Record<string, JsonObject>;
  const create = useMutation({
    mutationFn: () =>
      api.post("credentials/", {
        type: key,
        name: name || type?.title,
        fields,
        allowed_hosts: hosts.split(/[\s,]+/).filter(Boolean),
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["credentials"] });
      say("The credential is kept. Its secrets are not shown again.");
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New credential"
      footer={
        <Button look="main" disabled={create.isPending || !type} onClick={() => create.mutate()}>
          Keep it
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Kind" help={type?.summary}>
          {({ id }) => (
            <select id={id} className="control" value={key} onChange={(event) => setKey(event.target.value)}>
              {types.map((one) => (
                <option key={one.key} value={one.key}>
                  {one.title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Name">
          {({ id }) => (
            <input
              id={id}
              className="control"
              value={name}
              placeholder={type?.title}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {Object.entries(properties).map(([field, spec]) => (
          <Field
            key={field}
            label={String(spec.title ?? field)}
            help={spec.description ? String(spec.description) : undefined}
          >
            {({ id }) => (
              <input
                id={id}
                className="control"
                type={type?.secret_fields.includes(field) ? "password" : "text"}
                autoComplete="off"
                value={fields[field] ?? ""}
                onChange={(event) => setFields({ ...fields, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label="May be sent to" help="Hosts, with spaces between. It is never sent anywhere else.">
          {({ id }) => (
            <input
              id={id}
              className="control"
              placeholder={type?.suggested_hosts.join(" ") || "api.example.com"}
              value={hosts}
              onChange={(event) => setHosts(event.target.value)}
            />
          )}
        </Field>
        {create.error ? <p className="text-failed">{sentence(create.error)}</p> : null}
      </div>
    </Dialog>
  );
}

export function CredentialsPage() {
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const types = useTypes();
  const list = useQuery({
    queryKey: ["credentials"],
    queryFn: () => api.get<ListPage<Credential>>("credentials/", { page_size: 100 }),
  });
  const remove = async (credential: Credential) => {
    try {
      await api.delete(`credentials/${credential.id}/`);
      say(`“${credential.name}” is gone.`);
      void queries.invalidateQueries({ queryKey: ["credentials"] });
    } catch (error) {
      say(sentence(error), { tone: "problem" });
    }
  };
  const rows = list.data?.results ?? [];
  return (
    <Page
      title="Credentials"
      about="What nodes use to sign in elsewhere. Secrets are encrypted and never shown again."
      actions={
        types.data?.length ? (
          <Button look="main" icon={<Plus size={14} />} onClick={() => setAdding(true)}>
            New credential
          </Button>
        ) : null
      }
    >
      {list.isPending ? <div className="skeleton h-32 !rounded-xl" /> : null}
      {list.error ? <Empty title="The list cannot be shown">{sentence(list.error)}</Empty> : null}
      {list.isSuccess && rows.length === 0 ? (
        <Empty icon={<KeyRound size={26} />} title="No credentials yet">
          Nodes that talk to other systems ask for one.
        </Empty>
      ) : null}
      {rows.length > 0 ? (
        <ul className="divide-y rounded-xl border bg-surface">
          {rows.map((credential) => (
            <li key={credential.id} className="flex items-center gap-3 px-4 py-2.5">
              <KeyRound size={15} aria-hidden className="text-ink-3" />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{credential.name}</span>
                <span className="block truncate text-ink-2 text-sm">
                  {types.data?.find((one) => one.key === credential.type)?.title ?? credential.type}
                  {credential.allowed_hosts.length > 0 ? ` · ${credential.allowed_hosts.join(", ")}` : ""}
                </span>
              </span>
              <span className="text-ink-3 text-sm">{ago(credential.created_at)}</span>
              <IconButton label={`Delete ${credential.name}`} onClick={() => void remove(credential)}>
                <Trash2 size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      {adding && types.data ? <NewCredential types={types.data} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
