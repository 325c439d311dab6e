/** The state of one open workflow: graph, history, selection, problems and how saving goes. */
import type { ReactFlowInstance } from "@xyflow/react";
import { createStore, type StoreApi } from "zustand";
import type { Problem } from "@/api";
import { type Size, sizesOf } from "@/graph/geometry";
import { emptyHistory, type History, record, redo, seal, undo } from "@/graph/history";
import type { Graph } from "@/graph/model";
import type { Catalogue } from "@/graph/nodeType";
import {
  type FlowEdge,
  type FlowNode,
  flowEdgesOf,
  flowNodesOf,
  nothingSelected,
  type Selection,
} from "./flow";

export type SaveState = "saved" | "changed" | "saving" | "offline" | "conflict" | "refused" | "read-only";

export interface Conflict {
  theirs: { revision: number; graph: Graph };
}

/** Where a new node goes, while the quick insert is open. */
export interface InsertAt {
  /** On the sheet. */
  at: { x: number; y: number };
  /** In the window. */
  screen: { x: number; y: number };
  after?: { node: string; port: string };
  before?: { node: string; port: string };
  edge?: string;
}

export interface Connecting {
  node: string;
  side: "source" | "target";
  fits: ReadonlySet<string>;
}

export interface EditorState {
  id: string;
  name: string;
  revision: number;
  publishedVersion: number | null;
  /** The data that expressions are tried on while no run is shown. */
  lastExecution: string;
  catalogue: Catalogue;
  graph: Graph;
  sizes: ReadonlyMap<string, Size>;
  history: History;
  selection: Selection;
  flowNodes: FlowNode[];
  flowEdges: FlowEdge[];
  problems: readonly Problem[];
  problemsOf: ReadonlyMap<string, readonly Problem[]>;
  save: SaveState;
  saveMessage: string;
  conflict: Conflict | null;
  /** Why nothing can be changed, "" when it can. */
  readOnly: string;
  insert: InsertAt | null;
  connecting: Connecting | null;
  hoveredEdge: string;
  /** The frame that would take in what is being dragged. */
  dropFrame: string;
  /** Outputs that a line leaves, as "node/port". */
  takenPorts: ReadonlySet<string>;
  framesWithChildren: ReadonlySet<string>;
  /** The field that a click on a problem wants to have in focus. */
  focusField: string;
  flow: ReactFlowInstance<FlowNode, FlowEdge> | null;
}

export type Editor = StoreApi<EditorState>;

export interface Opening {
  id: string;
  name: string;
  revision: number;
  publishedVersion: number | null;
  lastExecution: string;
  graph: Graph;
  catalogue: Catalogue;
  readOnly: string;
}

export function createEditor(opening: Opening): Editor {
  const sizes = sizesOf(opening.graph, opening.catalogue);
  return createStore<EditorState>(() => ({
    ...opening,
    sizes,
    history: emptyHistory,
    selection: nothingSelected,
    flowNodes: flowNodesOf(opening.graph, opening.catalogue, sizes, nothingSelected, []),
    flowEdges: flowEdgesOf(opening.graph, nothingSelected, []),
    problems: [],
    problemsOf: new Map(),
    save: opening.readOnly ? "read-only" : "saved",
    saveMessage: "",
    conflict: null,
    insert: null,
    connecting: null,
    hoveredEdge: "",
    dropFrame: "",
    ...indexed(opening.graph),
    focusField: "",
    flow: null,
  }));
}

function withoutGone(selection: Selection, graph: Graph): Selection {
  const keep = (ids: ReadonlySet<string>, there: { has(id: string): boolean }) => {
    const kept = [...ids].filter((id) => there.has(id));
    return kept.length === ids.size ? ids : new Set(kept);
  };
  return {
    nodes: keep(selection.nodes, graph.nodes),
    edges: keep(selection.edges, graph.edges),
    notes: keep(selection.notes, graph.notes),
  };
}

function indexed(graph: Graph): Pick<EditorState, "takenPorts" | "framesWithChildren"> {
  const framesWithChildren = new Set<string>();
  for (const node of graph.nodes.values()) if (node.parent) framesWithChildren.add(node.parent);
  return {
    takenPorts: new Set([...graph.edges.values()].map((edge) => `${edge.source}/${edge.source_port}`)),
    framesWithChildren,
  };
}

/** The parts of the state that follow from a graph and a selection. */
function drawn(state: EditorState, graph: Graph, selection: Selection): Partial<EditorState> {
  const sizes = graph === state.graph ? state.sizes : sizesOf(graph, state.catalogue);
  const kept = withoutGone(selection, graph);
  return {
    graph,
    sizes,
    ...(graph === state.graph ? {} : indexed(graph)),
    selection: kept,
    flowNodes: flowNodesOf(graph, state.catalogue, sizes, kept, state.flowNodes),
    flowEdges: flowEdgesOf(graph, kept, state.flowEdges),
  };
}

/** Changes the graph as one step of undo. Changes in a row with the same key are one step together. */
export function edit(editor: Editor, label: string, change: (graph: Graph) => Graph, key = ""): boolean {
  const state = editor.getState();
  if (state.readOnly) return false;
  const graph = change(state.graph);
  if (graph === state.graph) return false;
  editor.setState({
    ...drawn(state, graph, state.selection),
    history: record(state.history, state.graph, graph, label, key),
  });
  return true;
}

/** Another graph from outside (a merge, a restored version): one step of undo too. */
export function replaceGraph(editor: Editor, label: string, graph: Graph): void {
  edit(editor, label, () => graph);
}

export function sealHistory(editor: Editor): void {
  editor.setState((state) => ({ history: seal(state.history) }));
}

export function undoLast(editor: Editor): string {
  const state = editor.getState();
  const step = state.readOnly ? null : undo(state.history, state.graph);
  if (!step) return "";
  editor.setState({ ...drawn(state, step.graph, state.selection), history: step.history });
  return step.change.label;
}

export function redoNext(editor: Editor): string {
  const state = editor.getState();
  const step = state.readOnly ? null : redo(state.history, state.graph);
  if (!step) return "";
  editor.setState({ ...drawn(state, step.graph, state.selection), history: step.history });
  return step.change.label;
}

export function select(editor: Editor, chosen: Partial<Record<keyof Selection, Iterable<string>>>): void {
  const state = editor.getState();
  const selection: Selection = {
    nodes: new Set(chosen.nodes ?? []),
    edges: new Set(chosen.edges ?? []),
    notes: new Set(chosen.notes ?? []),
  };
  editor.setState(drawn(state, state.graph, selection));
}

/** Draws the graph anew, when a drag has ended without a change. */
export function redraw(editor: Editor): void {
  const state = editor.getState();
  editor.setState(drawn(state, state.graph, state.selection));
}

export function setProblems(editor: Editor, problems: readonly Problem[]): void {
  const table = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (!problem.node) continue;
    const list = table.get(problem.node);
    if (list) list.push(problem);
    else table.set(problem.node, [problem]);
  }
  editor.setState({ problems, problemsOf: table });
}
