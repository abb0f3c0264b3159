// A text that can be changed.
import { element, fit } from "./dom.js";
import { post } from "./server.js";
import { words } from "./words.js";

/** How tall an empty text is, in lines. */
const ROWS = 3;

let count = 0;

export class Editor {
  #id;
  #attribute;
  #locale;
  #hash = "";
  #known = "";
  #area;
  #said;
  #copy;

  constructor(id, attribute, locale) {
    this.#id = id;
    this.#attribute = attribute;
    this.#locale = locale;
    count += 1;
    const said = "said-" + count;
    const label = words("text") + (attribute ? " ." + attribute : "");
    this.#area = element("textarea", {
      class: "fluent", spellcheck: "true", lang: locale.tag, dir: locale.direction,
      "aria-label": label, "aria-describedby": said,
      on: {
        input: () => this.#changed(),
        keydown: (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#save();
          // What is typed is not thrown away by a key.
          if (event.key === "Escape" && this.#isDirty()) event.stopPropagation();
        },
      },
    });
    this.#said = element("div", { class: "said", id: said, role: "status" });
    this.#copy = element("button", { type: "button", text: words("copy-source"), hidden: true });
    this.box = element("div", { class: "text-block" },
      attribute && element("h4", { text: "." + attribute }),
      this.#area,
      element("div", { class: "buttons" },
        element("button", { type: "button", class: "save", text: words("save"), on: { click: () => this.#save() } }),
        element("button", { type: "button", class: "undo", text: words("undo"), on: { click: () => this.#undo() } }),
        this.#copy,
      ),
      this.#said,
    );
  }

  /** Takes what the files say now. What was typed and not saved stays, and so does what it was typed over. */
  take(text, hash, source) {
    if (this.#isDirty() && this.#hash !== hash) {
      if (this.#area.value === text) this.#set(text, hash);
      else this.#say("changed-elsewhere", "warning");
    } else if (!this.#isDirty()) this.#set(text, hash);
    this.#copy.hidden = source == null;
    this.#copy.onclick = () => { this.#area.value = source; this.#changed(); this.#area.focus(); };
  }

  #set(text, hash) {
    this.#known = text;
    this.#hash = hash;
    if (this.#area.value !== text) this.#area.value = text;
    fit(this.#area, ROWS);
  }

  #isDirty() {
    return this.#area.value !== this.#known;
  }

  #changed() {
    fit(this.#area, ROWS);
    this.#said.replaceChildren();
  }

  #undo() {
    this.#area.value = this.#known;
    this.#changed();
    this.#area.focus();
  }

  async #save() {
    const text = this.#area.value;
    const wanted = { locale: this.#locale.tag, id: this.#id, attribute: this.#attribute, text, hash: this.#hash };
    try {
      this.#answer(await post("/save", wanted), text);
    } catch (error) {
      this.#said.replaceChildren(element("p", { class: "error", text: String(error.message ?? error) }));
    }
  }

  #answer(saved, text) {
    if (saved.outcome === "saved") {
      this.#known = text;
      this.#hash = saved.hash;
      this.#say("saved", "fine");
    } else if (saved.outcome === "conflict") {
      this.#say("conflict", "error");
      const own = saved.target && (this.#attribute ? saved.target.attributes.find((it) => it.name === this.#attribute)?.text : saved.target.text);
      if (own != null) this.#said.append(element("pre", { class: "fluent", text: own, lang: this.#locale.tag, dir: this.#locale.direction }));
      // Whoever has seen it can save over it.
      if (saved.hash) this.#hash = saved.hash;
    } else if (saved.outcome === "refused") {
      this.#say("refused", "error");
      const found = saved.findings.map((it) => [it.rule, it.message, it.help]);
      const told = saved.refusal?.diagnostics.map((it) => [it.file, it.text, ""]) ?? [];
      const items = [...found, ...told].map(([name, message, help]) => element("li", { lang: "en" },
        element("code", { text: name }), " " + message + (help ? ": " + help : "")));
      this.#said.append(element("ul", {}, ...items));
    } else {
      this.#said.replaceChildren(element("p", { class: "error", text: saved.text }));
    }
  }

  #say(name, kind) {
    this.#said.replaceChildren(element("p", { class: kind, text: saying(name) }));
  }
}

function saying(name) {
  return {
    "saved": words("saved"),
    "conflict": words("conflict"),
    "refused": words("refused"),
    "changed-elsewhere": words("changed-elsewhere"),
  }[name];
}
