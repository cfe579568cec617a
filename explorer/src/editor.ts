// The editor itself: CodeMirror with SPARQL's colours and the graph's own terms to complete.
import { autocompletion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface Vocabulary {
  readonly prefixes: Readonly<Record<string, string>>;
  readonly terms: readonly string[];
}

const KEYWORDS = (
  "SELECT ASK CONSTRUCT DESCRIBE DISTINCT WHERE FILTER OPTIONAL UNION MINUS VALUES BIND GRAPH PREFIX " +
  "GROUP ORDER BY ASC DESC LIMIT OFFSET HAVING COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT EXISTS NOT " +
  "CONTAINS LCASE UCASE REGEX STRSTARTS STRAFTER STRBEFORE STR LANG DATATYPE BOUND COALESCE IF YEAR MONTH DAY"
).split(" ");

// Colours are the page's own, so that light and dark follow it.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.atom, tags.number], color: "var(--code-atom)" },
]);

const look = EditorView.theme({
  "&": { fontSize: "14px", minHeight: "16rem", maxHeight: "60vh", color: "var(--text)", backgroundColor: "var(--surface)" },
  "&.cm-focused": { outline: "2px solid var(--accent)" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)", minHeight: "16rem" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--quiet)", border: "none" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--selection) !important" },
  ".cm-matchingBracket": { backgroundColor: "var(--selection) !important" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "6px", overflow: "hidden" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
});

/** An editor inside that element; ``run`` is what Ctrl+Enter does. */
export function createEditor(host: HTMLElement, text: string, vocabulary: Vocabulary, run: () => void): EditorView {
  // Inside a shadow root CodeMirror uses constructed style sheets; in the page itself it would
  // need a <style> element, which the pages' policy forbids.
  const root = host.attachShadow({ mode: "open" });
  const runKey = { key: "Mod-Enter", preventDefault: true, run: () => (run(), true) };
  return new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [(context) => complete(context, vocabulary)], icons: false }),
        keymap.of([runKey, ...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SPARQL query", spellcheck: "false" }),
        look,
      ],
    }),
  });
}

export function replaceText(editor: EditorView, text: string): void {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
}

function complete(context: CompletionContext, { prefixes, terms }: Vocabulary): CompletionResult | null {
  const word = context.matchBefore(/[?\w:]+/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const seen = new Set(context.state.doc.toString().match(/\?\w+/g) ?? []);
  seen.delete(word.text);
  return {
    from: word.from,
    validFor: /^[?\w:]*$/,
    options: [
      ...terms.map((label) => ({ label, type: "property" })),
      ...[...seen].map((label) => ({ label, type: "variable" })),
      ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
      ...Object.entries(prefixes).map(([name, iri]) => ({ label: `PREFIX ${name}: <${iri}>`, type: "namespace" })),
    ],
  };
}
