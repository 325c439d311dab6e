/** A node on the canvas: icon, name, what it does, ports, badges, problems, and how it is in the run. */
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { type FlowNode, nextPlace, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";
import { faceOf } from "@/graph/face";
import { portY } from "@/graph/geometry";
import { isTrigger, type Port } from "@/graph/nodeType";
import { portsOf, portTitle } from "@/graph/ports";
import { groupColour, NodeIcon, stateColour } from "@/ui";
import { CardBadges } from "./CardBadges";
import { StateChip } from "./StateChip";

interface PortsProps {
  id: string;
  ports: { inputs: Port[]; outputs: Port[] };
  container: boolean;
  title: string;
}

export function PortHandles({ id, ports, container, title }: PortsProps) {
  const editor = useEditorStore();
  const addNext = (port: string, index: number, button: HTMLElement) => {
    const box = button.getBoundingClientRect();
    const at = nextPlace(editor, id, index);
    editor.setState({ insert: { at, screen: { x: box.right + 8, y: box.top }, after: { node: id, port } } });
  };
  return (
    <>
      {ports.inputs.map((port, index) => (
        <Handle
          key={port.key}
          id={port.key}
          type="target"
          position={Position.Left}
          className="port"
          style={{ top: portY("in", index, ports.inputs.length, container) }}
        />
      ))}
      {ports.outputs.map((port, index) => {
        const top = portY("out", index, ports.outputs.length, container);
        return (
          <Handle
            key={port.key}
            id={port.key}
            type="source"
            position={Position.Right}
            className="port"
            style={{ top }}
          />
        );
      })}
      {ports.outputs.map((port, index) => (
        <FreePort key={port.key} id={id} port={port.key}>
          <button
            type="button"
            className="add-next nodrag nopan"
            style={{ top: portY("out", index, ports.outputs.length, container) }}
            aria-label={`Add a node after ${title}, ${portTitle(port)}`}
            tabIndex={-1}
            onClick={(event) => {
              event.stopPropagation();
              addNext(port.key, index, event.currentTarget);
            }}
          >
            <Plus size={14} />
          </button>
        </FreePort>
      ))}
    </>
  );
}

/** Shows its child only while no line leaves the port. */
function FreePort({ id, port, children }: { id: string; port: string; children: React.ReactNode }) {
  const editable = useEditor((state) => !state.readOnly);
  const taken = useEditor((state) => state.takenPorts.has(`${id}/${port}`));
  return editable && !taken ? children : null;
}

function Card({ id }: NodeProps<FlowNode>) {
  const node = useEditor((state) => state.graph.nodes.get(id));
  const type = useEditor((state) => state.catalogue.get(state.graph.nodes.get(id)?.type ?? ""));
  const problems = useEditor((state) => state.problemsOf.get(id));
  const faded = useEditor(
    (state) => state.connecting !== null && state.connecting.node !== id && !state.connecting.fits.has(id),
  );
  const run = useRun((view) => view.run?.nodes.get(id));
  if (!node) return null;
  const ports = portsOf(node, type);
  const face = faceOf(node, type);
  const state = run && run.status !== "pending" ? run.status : undefined;
  const style = {
    "--hue": groupColour(type?.group ?? ""),
    ...(state ? { "--state": stateColour(state) } : {}),
  };
  return (
    <div
      className="card"
      style={style as React.CSSProperties}
      data-state={state}
      data-trigger={isTrigger(type) || undefined}
      data-disabled={node.disabled || undefined}
      data-faded={faded || undefined}
      title={node.note || undefined}
    >
      <div className="card-head">
        <span className="card-icon">
          <NodeIcon name={type?.icon ?? "circle-help"} size={18} />
        </span>
        <div className="card-words">
          <div className="card-name">{node.name}</div>
          {face ? <div className="card-face">{face}</div> : null}
        </div>
        <CardBadges node={node} problems={problems} />
      </div>
      {ports.outputs.length > 1 ? (
        <div className="card-ports">
          {ports.outputs.map((port) => (
            <div key={port.key} className="card-port">
              {portTitle(port)}
            </div>
          ))}
        </div>
      ) : null}
      {run && state ? <StateChip run={run} /> : null}
      <PortHandles id={id} ports={ports} container={false} title={node.name} />
    </div>
  );
}

export const NodeCard = memo(Card);
