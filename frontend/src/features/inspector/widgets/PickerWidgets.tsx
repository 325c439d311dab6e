/** Widgets that pick a thing of the project: a credential, another workflow. */
import { useQuery } from "@tanstack/react-query";
import { api, type Page, type WorkflowShort } from "@/api";
import { Link } from "@/routing";
import { type WidgetProps, words } from "./props";

interface CredentialShort {
  id: string;
  name: string;
  type: string;
}

export function CredentialWidget({ id, describedBy, invalid, value, onChange, schema }: WidgetProps) {
  const fits = Array.isArray(schema["x-credentials"]) ? schema["x-credentials"] : [schema["x-credential"]];
  const { data } = useQuery({
    queryKey: ["credentials"],
    queryFn: () => api.get<Page<CredentialShort>>("credentials/", { page_size: 100 }),
  });
  const options = (data?.results ?? []).filter(
    (one) => fits.filter(Boolean).length === 0 || fits.includes(one.type),
  );
  return (
    <span className="flex flex-col gap-1">
      <select
        id={id}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        className="control"
        value={words(value)}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">Choose a credential…</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <Link to="/credentials/" className="self-start text-accent text-sm hover:underline">
        Manage credentials
      </Link>
    </span>
  );
}

export function WorkflowWidget({ id, describedBy, invalid, value, onChange }: WidgetProps) {
  const { data } = useQuery({
    queryKey: ["workflows", "picker"],
    queryFn: () => api.get<Page<WorkflowShort>>("workflows/", { page_size: 100, ordering: "name" }),
  });
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      className="control"
      value={words(value)}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Choose a workflow…</option>
      {(data?.results ?? []).map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
