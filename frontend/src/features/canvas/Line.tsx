/** A line between two ports, with an arrow, its state in the run and a plus to put something between. */
import { type EdgeProps, getBezierPath, useReactFlow } from "@xyflow/react";
import { memo } from "react";
import { type FlowEdge, useEditor, useEditorStore } from "@/features/editor";
import { useRun } from "@/features/run";

function LinePath(props: EdgeProps<FlowEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected } = props;
  const editor = useEditorStore();
  const { screenToFlowPosition } = useReactFlow();
  const state = useRun((view) => view.run?.edges.get(id));
  const hovered = useEditor((editorState) => editorState.hoveredEdge === id && !editorState.readOnly);
  const [path, middleX, middleY] = getBezierPath({
    sourceX,
    sourceY,
    targetX: targetX - 6,
    targetY,
    sourcePosition,
    targetPosition,
    curvature: 0.3,
  });
  const arrow = selected ? "selected" : (state ?? "plain");
  const insert = (event: React.MouseEvent) => {
    event.stopPropagation();
    const screen = { x: event.clientX, y: event.clientY };
    const at = screenToFlowPosition(screen);
    editor.setState({ insert: { at: { x: at.x - 96, y: at.y - 28 }, screen, edge: id } });
  };
  return (
    <>
      <path className="line" d={path} data-state={state} markerEnd={`url(#arrow-${arrow})`} />
      <path
        d={path}
        className="react-flow__edge-interaction"
        fill="none"
        strokeOpacity={0}
        strokeWidth={18}
      />
      {hovered ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the same is offered by the keyboard's insert action
        <g className="edge-add" transform={`translate(${middleX} ${middleY})`} onClick={insert}>
          <circle r={10} />
          <path d="M-4 0H4M0 -4V4" />
        </g>
      ) : null}
    </>
  );
}

export const Line = memo(LinePath);

const ARROWS = {
  plain: "var(--edge)",
  selected: "var(--accent)",
  live: "var(--completed)",
  dead: "var(--edge)",
};

/** The arrow heads that lines refer to. */
export function ArrowHeads() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        {Object.entries(ARROWS).map(([name, colour]) => (
          <marker
            key={name}
            id={`arrow-${name}`}
            viewBox="0 0 10 10"
            refX={5}
            refY={5}
            markerWidth={10}
            markerHeight={10}
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M1 1.2 9 5 1 8.8Z" fill={colour} opacity={name === "dead" ? 0.5 : 1} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
