/** The editor of texts with {{ expressions }}: colours, completion. Loaded when the first one is shown. */
import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { html } from "@codemirror/lang-html";
import { json } from "@codemirror/lang-json";
import { markdown } from "@codemirror/lang-markdown";
import { python } from "@codemirror/lang-python";
import { sql } from "@codemirror/lang-sql";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  MatchDecorator,
  placeholder as placeholderOf,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef } from "react";
import { completionsFor, type Name, typeWord } from "./scope";

export interface ExpressionEditorProps {
  value: string;
  onChange(value: string): void;
  scope: readonly Name[];
  /** The whole text is an expression, without braces. */
  bare?: boolean;
  multiline?: boolean;
  language?: string;
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  /** Where the server found a mistake, in characters of the text. */
  mistake?: { start: number; end: number } | null;
}

/** The part of the editor's set-up that carries the mark under a mistake. */
const mistakes = new Compartment();

const LANGUAGES: Record<string, () => Extension> = { json, python, sql, markdown, html };

const braces = new MatchDecorator({
  regexp: /\{\{[\s\S]*?\}\}/g,
  decoration: Decoration.mark({ class: "cm-expression" }),
});

const expressionMarks = ViewPlugin.fromClass(
  class {
    marks: DecorationSet;
    constructor(view: EditorView) {
      this.marks = braces.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.marks = braces.updateDeco(update, this.marks);
    }
  },
  { decorations: (plugin) => plugin.marks },
);

const look = EditorView.theme({
  "&": { fontSize: "12.5px", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: "var(--font-mono)", padding: "6px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 9px" },
  ".cm-scroller": { maxHeight: "320px", overflow: "auto", lineHeight: "18px" },
  ".cm-expression": { color: "var(--accent)", backgroundColor: "var(--accent-soft)", borderRadius: "3px" },
  ".cm-mistake": { textDecoration: "underline wavy var(--failed)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-placeholder": { color: "var(--ink-3)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in oklab, var(--accent) 25%, transparent)",
  },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "8px",
    background: "var(--raised)",
    boxShadow: "var(--shadow-raised)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete ul li": { padding: "4px 8px !important", fontFamily: "var(--font-sans)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-completionDetail": { color: "var(--ink-3)", fontStyle: "normal", marginLeft: "8px" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--completed)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--running)" },
  { tag: tags.comment, color: "var(--ink-3)" },
  { tag: [tags.propertyName, tags.heading], color: "var(--ink)", fontWeight: "500" },
]);

function insideExpression(text: string, at: number): boolean {
  const before = text.slice(0, at);
  return before.lastIndexOf("{{") > before.lastIndexOf("}}");
}

function completion(scope: () => readonly Name[], bare: boolean) {
  return (context: CompletionContext) => {
    if (!bare && !insideExpression(context.state.doc.toString(), context.pos)) return null;
    const word = context.matchBefore(/[A-Za-z_][\w.]*/);
    if (!word && !context.explicit) return null;
    const { from, names } = completionsFor(scope(), word?.text ?? "");
    return {
      from: (word?.from ?? context.pos) + from,
      options: names.map((name) => ({
        label: name.name,
        detail: sampleText(name) || name.detail,
        type: name.children.length > 0 ? "namespace" : "property",
      })),
      validFor: /^\w*$/,
    };
  };
}

function sampleText(name: Name): string {
  if (name.sample === undefined || typeof name.sample === "object")
    return name.children.length > 0 ? "" : typeWord(name.sample);
  const text = JSON.stringify(name.sample);
  return text.length > 32 ? `${text.slice(0, 32)}…` : text;
}

function mistakeMark(mistake: ExpressionEditorProps["mistake"], length: number): Extension {
  if (!mistake || mistake.start >= length) return [];
  const end = Math.min(Math.max(mistake.end, mistake.start + 1), length);
  return EditorView.decorations.of(
    Decoration.set([Decoration.mark({ class: "cm-mistake" }).range(mistake.start, end)]),
  );
}

/** One line only: Enter is left to the form, and pasted line breaks become spaces. */
const oneLine: Extension = [
  EditorState.transactionFilter.of((transaction) => (transaction.newDoc.lines > 1 ? [] : transaction)),
  EditorView.domEventHandlers({
    paste(event, view) {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (!text.includes("\n")) return false;
      event.preventDefault();
      view.dispatch(view.state.replaceSelection(text.replace(/\s*\n\s*/g, " ").trim()));
      return true;
    },
  }),
];

export default function ExpressionEditor(props: ExpressionEditorProps) {
  const {
    value,
    onChange,
    scope,
    bare = false,
    multiline,
    language,
    label,
    placeholder,
    autoFocus,
    mistake,
  } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, scope });
  latest.current = { onChange, scope };

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: value,
        selection: { anchor: value.length },
        extensions: [
          history(),
          closeBrackets(),
          keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
          autocompletion({ override: [completion(() => latest.current.scope, bare)], icons: false }),
          syntaxHighlighting(colours),
          language && LANGUAGES[language] ? LANGUAGES[language]() : [],
          bare ? [] : expressionMarks,
          EditorView.lineWrapping,
          multiline ? [] : oneLine,
          look,
          mistakes.of([]),
          placeholder ? placeholderOf(placeholder) : [],
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    if (autoFocus) made.focus();
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const shown = view.current;
    if (!shown || shown.state.doc.toString() === value) return;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: value } });
  }, [value]);

  const [start, end] = [mistake?.start, mistake?.end];
  useEffect(() => {
    const shown = view.current;
    if (!shown) return;
    const found = start === undefined || end === undefined ? null : { start, end };
    shown.dispatch({ effects: mistakes.reconfigure(mistakeMark(found, shown.state.doc.length)) });
  }, [start, end]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop paths on; the editor inside takes the keys
    <div
      ref={host}
      className={`control !p-0 ${multiline ? "[&_.cm-content]:min-h-24" : ""}`}
      onDrop={(event) => {
        const path = event.dataTransfer.getData("application/x-quintet-path");
        if (!path || !view.current) return;
        event.preventDefault();
        const text = bare ? path : `{{ ${path} }}`;
        view.current.dispatch(view.current.state.replaceSelection(text));
        view.current.focus();
      }}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes("application/x-quintet-path")) event.preventDefault();
      }}
    />
  );
}
