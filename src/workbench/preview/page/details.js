// One message: its source and its translation side by side, what is wrong with it, and its reader.
import { byId, element, place } from "./dom.js";
import { Editor } from "./editor.js";
import { ReaderView } from "./reader.js";
import { words } from "./words.js";

export class Details {
  #box = byId("details");
  #back;
  #entry = null;
  #locale = null;
  #editors = new Map();
  #reader = null;
  #findings;
  #sides;
  #title;

  /** `back` is called when the reader goes back to the list. */
  constructor(back) {
    this.#back = back;
    this.#box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back();
    });
  }

  /** Forgets what it shows, so that the words of another language take its place. */
  forget() {
    this.#entry = null;
  }

  focus() {
    this.#box.focus();
  }

  /** Shows an entry. What is being typed stays, if it is the same one. */
  show(entry, overview) {
    const isSame = this.#entry?.id === entry.id && this.#locale === overview.locale.tag;
    this.#entry = entry;
    this.#locale = overview.locale.tag;
    if (!isSame) this.#begin(entry, overview);
    this.#title.replaceChildren(...heading(entry));
    this.#fillSides(entry, overview);
    this.#findings.replaceChildren(...findings(entry, overview));
    this.#reader?.refresh();
  }

  #begin(entry, overview) {
    this.#editors.clear();
    this.#title = element("h2");
    this.#sides = element("div", { class: "sides" });
    this.#findings = element("div", { class: "findings" });
    this.#reader = entry.code === null ? null : new ReaderView(entry.code, overview.locale.tag);
    const back = element("button", { type: "button", class: "back", text: words("back"), on: { click: () => this.#back() } });
    this.#box.replaceChildren(back, this.#title, this.#sides, this.#findings, ...(this.#reader ? [this.#reader.box] : []));
    this.#box.scrollTop = 0;
  }

  #fillSides(entry, overview) {
    const { source, locale } = overview;
    const names = [null, ...new Set([entry.source, entry.target].filter(Boolean).flatMap((side) => side.attributes.map((it) => it.name)))];
    const has = (side, name) => name === null ? side?.text : side?.attributes.find((it) => it.name === name)?.text;
    const rows = names.filter((name) => has(entry.source, name) != null || has(entry.target, name) != null || (name === null && !entry.target));
    const blocks = [];
    if (source) blocks.push(element("div", { class: "side" }, sideHead(words("source"), source, entry.source, overview),
      ...rows.map((name) => shown(name, has(entry.source, name), source))));
    const head = sideHead(source ? words("translation") : words("source"), locale, entry.target, overview);
    const texts = rows.map((name) => {
      const text = has(entry.target, name);
      return overview.isEditable ? this.#editor(name, text, entry, overview).box : shown(name, text, locale);
    });
    blocks.push(element("div", { class: "side" }, head, ...texts));
    this.#replaceSides(blocks);
  }

  /** Puts the new sides in place, around what has the focus. */
  #replaceSides(blocks) {
    const focused = this.#sides.contains(document.activeElement) ? document.activeElement : null;
    const selection = focused && [focused.selectionStart, focused.selectionEnd];
    this.#sides.replaceChildren(...blocks);
    if (!focused?.isConnected) return;
    focused.focus();
    if (selection?.[0] != null) focused.setSelectionRange(...selection);
  }

  #editor(name, text, entry, overview) {
    const key = name ?? "";
    if (!this.#editors.has(key)) this.#editors.set(key, new Editor(entry.id, name, overview.locale));
    const editor = this.#editors.get(key);
    editor.take(text ?? "", entry.hash, text == null ? has(entry.source, name) : null);
    return editor;

    function has(side, wanted) {
      return wanted === null ? side?.text : side?.attributes.find((it) => it.name === wanted)?.text;
    }
  }
}

function heading(entry) {
  return [
    element("span", { text: entry.code ?? entry.id }),
    entry.name && element("span", { class: "row-name", text: entry.name }),
    entry.httpStatus && element("span", { class: "badge", text: "HTTP " + entry.httpStatus }),
    entry.state && element("span", { class: "badge state", text: words("state-" + entry.state) }),
  ].filter(Boolean);
}

function sideHead(title, tongue, side, overview) {
  return element("div", { class: "side-head" },
    element("h3", { text: `${title} (${tongue.tag})` }),
    side && element("p", { class: "quiet place", text: place(overview, side) }),
    side?.comment ? element("p", { class: "comment", text: side.comment, dir: "auto" }) : null,
  );
}

function shown(name, text, tongue) {
  return element("div", { class: "text-block" },
    name && element("h4", { text: "." + name }),
    element("pre", { class: "fluent", text: text ?? "–", lang: tongue.tag, dir: tongue.direction }),
  );
}

function findings(entry, overview) {
  if (!entry.findings.length) return [];
  return [
    element("h3", { text: words("findings") }),
    element("ul", {}, ...entry.findings.map((number) => finding(overview.findings[number], overview))),
  ];
}

function finding(found, overview) {
  return element("li", { class: "finding " + found.severity + "-edge", lang: "en", dataset: { rule: found.rule } },
    element("p", {},
      element("span", { class: "badge " + found.severity, text: words("severity-" + found.severity) }), " ", found.message),
    found.help && element("p", { class: "quiet", text: found.help }),
    element("p", { class: "quiet place", text: `${found.rule} · ${place(overview, found)}` }),
  );
}
