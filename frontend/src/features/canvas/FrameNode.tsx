/** A container on the canvas: a frame around its body, with a header and a counter of iterations. */
import type { NodeProps } from "@xyflow/react";
import { ChevronDown } from "lucide-react";
import { memo } from "react";
import { type FlowNode, toggleFold, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";
import { faceOf } from "@/graph/face";
import { portsOf } from "@/graph/ports";
import { groupColour, NodeIcon, stateColour } from "@/ui";
import { CardBadges } from "./CardBadges";
import { PortHandles } from "./NodeCard";
import { StateChip } from "./StateChip";

function Frame({ id }: NodeProps<FlowNode>) {
  const editor = useEditorStore();
  const node = useEditor((state) => state.graph.nodes.get(id));
  const type = useEditor((state) => state.catalogue.get(state.graph.nodes.get(id)?.type ?? ""));
  const problems = useEditor((state) => state.problemsOf.get(id));
  const empty = useEditor((state) => !state.framesWithChildren.has(id));
  const isTarget = useEditor((state) => state.dropFrame === id);
  const run = useRun((view) => view.run?.nodes.get(id));
  if (!node) return null;
  const state = run && run.status !== "pending" ? run.status : undefined;
  const style = {
    "--hue": groupColour(type?.group ?? ""),
    ...(state ? { "--state": stateColour(state) } : {}),
  };
  const ports = portsOf(node, type);
  return (
    <div
      className="frame"
      style={style as React.CSSProperties}
      data-state={state}
      data-target={isTarget || undefined}
      data-disabled={node.disabled || undefined}
    >
      <div className="frame-head">
        <button
          type="button"
          className="nodrag grid size-5 place-items-center rounded text-ink-3 hover:bg-hover"
          aria-label={`Fold ${node.name}`}
          onClick={() => toggleFold(editor, id)}
        >
          <ChevronDown size={14} />
        </button>
        <span className="card-icon">
          <NodeIcon name={type?.icon ?? "repeat"} />
        </span>
        <span className="card-name shrink-0">{node.name}</span>
        <span className="card-face min-w-0 flex-1">{faceOf(node, type)}</span>
        <CardBadges node={node} problems={problems} />
      </div>
      {empty ? <div className="frame-hint">Drop nodes here</div> : null}
      {run && state ? <StateChip run={run} /> : null}
      <PortHandles id={id} ports={ports} container title={node.name} />
    </div>
  );
}

export const FrameNode = memo(Frame);
