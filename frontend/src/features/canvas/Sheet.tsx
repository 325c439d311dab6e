/** The sheet that the workflow is drawn on. */
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  MiniMap,
  Panel,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { Maximize, Minus, Plus, Wand2 } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import {
  type Editor,
  type FlowEdge,
  type FlowNode,
  tidyUp,
  useEditor,
  useEditorStore,
} from "@/features/editor";
import { DRAGGED_TYPE } from "@/features/palette";
import { useRun } from "@/features/run";
import { boundsOf, GRID } from "@/graph/geometry";
import { IconButton, stateColour } from "@/ui";
import "./canvas.css";
import { EmptySheet } from "./EmptySheet";
import { FrameNode } from "./FrameNode";
import { LevelOfDetail } from "./LevelOfDetail";
import { ArrowHeads, Line } from "./Line";
import { NodeCard } from "./NodeCard";
import { NoteNode } from "./NoteNode";
import { dropType, useFlowHandlers } from "./useFlowHandlers";

const NODE_TYPES = { card: NodeCard, frame: FrameNode, note: NoteNode };
const EDGE_TYPES = { line: Line };
const SNAP: [number, number] = [GRID, GRID];
const FIT = { padding: 0.1, maxZoom: 1, minZoom: 0.08 };
const SMALL = 3;
const MINIMAP_FROM = 12;
const DRAW_ALL_UP_TO = 150;
/** Below this, faces would go: better to move the sheet than to shrink it. */
const SMALLEST_REFIT = 0.58;

function Footer() {
  const editor = useEditorStore();
  const { zoomIn, zoomOut, fitView, zoomTo } = useReactFlow();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const readOnly = useEditor((state) => state.readOnly !== "");
  return (
    <Panel position="bottom-left">
      <div className="flex items-center rounded-lg border bg-surface p-0.5">
        <IconButton label="Zoom out" keys="-" small onClick={() => zoomOut({ duration: 120 })}>
          <Minus size={14} />
        </IconButton>
        <button
          type="button"
          className="h-6 w-12 rounded text-ink-2 text-sm tabular-nums hover:bg-hover"
          title="Back to 100 %"
          onClick={() => zoomTo(1, { duration: 150 })}
        >
          {zoom} %
        </button>
        <IconButton label="Zoom in" keys="+" small onClick={() => zoomIn({ duration: 120 })}>
          <Plus size={14} />
        </IconButton>
        <span className="mx-0.5 h-4 border-s" />
        <IconButton label="Show everything" keys="1" small onClick={() => fitView({ ...FIT, duration: 180 })}>
          <Maximize size={14} />
        </IconButton>
        {readOnly ? null : (
          <IconButton label="Tidy up" keys="shift+t" small onClick={() => tidyUp(editor)}>
            <Wand2 size={14} />
          </IconButton>
        )}
      </div>
    </Panel>
  );
}

function minimapColour(node: FlowNode): string {
  if (node.type === "note") return "transparent";
  const state = useRun.getState().run?.nodes.get(node.id)?.status;
  if (state && state !== "pending") return stateColour(state);
  return node.type === "frame" ? "color-mix(in oklab, var(--ink) 10%, transparent)" : "var(--line-strong)";
}

export function Sheet() {
  const editor = useEditorStore();
  const sheet = useRef<HTMLDivElement>(null);
  const nodes = useEditor((state) => state.flowNodes);
  const edges = useEditor((state) => state.flowEdges);
  const readOnly = useEditor((state) => state.readOnly !== "");
  const count = useEditor((state) => state.graph.nodes.size);
  const handlers = useFlowHandlers(editor);
  const finished = useRun((view) => view.run?.status);
  const minimapKey = useMemo(() => finished ?? "", [finished]);
  // An empty sheet is not fitted later: the first node stays where it was dropped.
  const [startsDrawn] = useState(count > 0);
  useAnimatedMoves(sheet);
  useKeepInView(sheet);

  return (
    <main
      ref={sheet}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the sheet takes the keys of the canvas
      tabIndex={0}
      aria-label="Canvas"
      className="sheet relative min-w-0 flex-1 outline-none"
      data-small={count > 0 && count <= SMALL ? "" : undefined}
      onDoubleClick={(event) => {
        if (readOnly || !(event.target as Element).classList.contains("react-flow__pane")) return;
        const screen = { x: event.clientX, y: event.clientY };
        const at = editor.getState().flow?.screenToFlowPosition(screen);
        if (at) editor.setState({ insert: { at: { x: at.x, y: at.y - 28 }, screen } });
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAGGED_TYPE)) {
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }
      }}
      onDrop={(event) => {
        const key = event.dataTransfer.getData(DRAGGED_TYPE);
        if (!key) return;
        event.preventDefault();
        dropType(editor, key, { x: event.clientX, y: event.clientY });
        sheet.current?.focus();
      }}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        {...handlers}
        onInit={(flow) => editor.setState({ flow })}
        fitView={startsDrawn}
        onlyRenderVisibleElements={count > DRAW_ALL_UP_TO}
        onMoveStart={(event) => event && sheet.current?.setAttribute("data-panning", "")}
        onMoveEnd={() => sheet.current?.removeAttribute("data-panning")}
        fitViewOptions={FIT}
        minZoom={0.05}
        maxZoom={2.5}
        snapToGrid
        snapGrid={SNAP}
        selectionMode={SelectionMode.Partial}
        selectionOnDrag
        panOnDrag={[1, 2]}
        panOnScroll
        zoomOnDoubleClick={false}
        multiSelectionKeyCode={["Shift", "Meta", "Control"]}
        selectionKeyCode={null}
        deleteKeyCode={null}
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        selectNodesOnDrag={false}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        connectionLineType={ConnectionLineType.Bezier}
        connectionRadius={28}
        connectionDragThreshold={4}
        nodeDragThreshold={2}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.4} />
        <LevelOfDetail sheet={sheet} />
        <Footer />
        {count >= MINIMAP_FROM ? (
          <MiniMap<FlowNode>
            key={minimapKey}
            pannable
            zoomable
            ariaLabel="Overview of the canvas"
            nodeColor={minimapColour}
            nodeStrokeWidth={0}
            style={{ width: 168, height: 112 }}
          />
        ) : null}
      </ReactFlow>
      <ArrowHeads />
      {count === 0 ? <EmptySheet /> : null}
    </main>
  );
}

/** Lets cards glide to their places for a moment when a layout moved them, and at no other time. */
function useAnimatedMoves(sheet: React.RefObject<HTMLDivElement | null>): void {
  const editor = useEditorStore();
  useEffect(() => {
    let timer = 0;
    return editor.subscribe((state, before) => {
      const label = state.history.done.at(-1)?.label ?? "";
      const undone = before.history.done.at(-1)?.label ?? "";
      const moved =
        state.history !== before.history &&
        [label, undone].some((name) => /^(Tidy|Align|Distribute)/.test(name));
      if (!moved || !sheet.current) return;
      sheet.current.dataset.moving = "";
      window.clearTimeout(timer);
      timer = window.setTimeout(() => delete sheet.current?.dataset.moving, 220);
    });
  }, [editor, sheet]);
}

/** When a panel takes room from the sheet, what was wholly in view stays wholly in view. */
function useKeepInView(sheet: React.RefObject<HTMLDivElement | null>): void {
  const editor = useEditorStore();
  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    let before = { width: element.clientWidth, height: element.clientHeight };
    const observer = new ResizeObserver(() => {
      const { flow, graph, sizes, insert } = editor.getState();
      const now = { width: element.clientWidth, height: element.clientHeight };
      const bounds = boundsOf(graph, sizes);
      if (flow && bounds && !insert) {
        const { x, y, zoom } = flow.getViewport();
        const left = bounds.x * zoom + x;
        const top = bounds.y * zoom + y;
        const right = left + bounds.width * zoom;
        const bottom = top + bounds.height * zoom;
        const wasWhole = left >= 0 && top >= 0 && right <= before.width && bottom <= before.height;
        const isCut = right > now.width || bottom > now.height || now.height !== before.height;
        const fitting = 0.9 * Math.min(now.width / bounds.width, now.height / bounds.height);
        if (wasWhole && isCut && fitting >= Math.min(SMALLEST_REFIT, zoom * 0.8))
          void flow.fitView({ ...FIT, maxZoom: zoom, duration: 150 });
        else if (isCut) showSelected(editor, now);
      }
      before = now;
    });
    observer.observe(element);
    let timer = 0;
    // A node that the keyboard put somewhere may lie outside; its panel has opened when the frame is over.
    const stop = editor.subscribe((state, earlier) => {
      if (state.insert !== null || earlier.insert === null) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(
        () => showSelected(editor, { width: element.clientWidth, height: element.clientHeight }),
        80,
      );
    });
    return () => {
      window.clearTimeout(timer);
      stop();
      observer.disconnect();
    };
  }, [editor, sheet]);
}

/** Moves the sheet just as far as is needed to see the whole of the selected node. */
function showSelected(editor: Editor, room: { width: number; height: number }): void {
  const { flow, graph, sizes, selection } = editor.getState();
  const box = selection.nodes.size === 1 ? boundsOf(graph, sizes, selection.nodes) : null;
  if (!flow || !box) return;
  const { x, y, zoom } = flow.getViewport();
  const margin = 40;
  const overRight = (box.x + box.width) * zoom + x + margin - room.width;
  const overBottom = (box.y + box.height) * zoom + y + margin - room.height;
  if (overRight <= 0 && overBottom <= 0) return;
  const moved = { x: x - Math.max(overRight, 0), y: y - Math.max(overBottom, 0), zoom };
  void flow.setViewport(moved, { duration: 150 });
}
