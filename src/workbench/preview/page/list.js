// The list of codes, of which only the rows that can be seen are in the page.
import { byId, element } from "./dom.js";
import { words } from "./words.js";

/** How many rows stand ready above and below those that can be seen. */
const SPARE = 6;

export class List {
  #box = byId("list");
  #rows = byId("rows");
  #entries = [];
  #chosen = -1;
  #overview = null;
  #choose;
  #open;

  /** `choose` is called with each entry that is chosen, `open` when the reader goes on into it. */
  constructor(choose, open) {
    this.#choose = choose;
    this.#open = open;
    this.#box.addEventListener("scroll", () => this.#render());
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#box.addEventListener("focus", () => {
      if (this.#chosen < 0 && this.#entries.length) this.#go(0);
    });
    this.#rows.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (!row) return;
      this.#go(Number(row.dataset.number));
      this.#open();
    });
    new ResizeObserver(() => this.#render()).observe(this.#box);
  }

  /** Shows other entries. What was chosen stays chosen and where it was, if it is still there. */
  show(entries, overview, chosenId) {
    const top = this.#entries[Math.floor(this.#box.scrollTop / this.#height())];
    const offset = this.#box.scrollTop % this.#height();
    this.#entries = entries;
    this.#overview = overview;
    this.#chosen = entries.findIndex((entry) => entry.id === chosenId);
    this.#rows.style.height = `${entries.length * this.#height()}px`;
    const place = top ? entries.findIndex((entry) => entry.id === top.id) : -1;
    if (place >= 0) this.#box.scrollTop = place * this.#height() + offset;
    byId("nothing").hidden = entries.length > 0;
    this.#render();
  }

  /** Brings the chosen row where it can be seen. */
  reveal() {
    if (this.#chosen < 0) return;
    const [height, top] = [this.#height(), this.#chosen * this.#height()];
    if (top < this.#box.scrollTop) this.#box.scrollTop = top;
    const bottom = top + height - this.#box.clientHeight;
    if (bottom > this.#box.scrollTop) this.#box.scrollTop = bottom;
    this.#render();
  }

  focus() {
    this.#box.focus();
  }

  #height() {
    return parseFloat(getComputedStyle(this.#box).getPropertyValue("--row"));
  }

  #go(number) {
    const within = Math.max(0, Math.min(number, this.#entries.length - 1));
    if (!this.#entries[within]) return;
    this.#chosen = within;
    this.reveal();
    this.#choose(this.#entries[within]);
  }

  #key(event) {
    const page = Math.max(1, Math.floor(this.#box.clientHeight / this.#height()) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
    if (event.key in steps) this.#go(this.#chosen + steps[event.key]);
    else if (event.key === "Home") this.#go(0);
    else if (event.key === "End") this.#go(this.#entries.length - 1);
    else if (event.key === "Enter") this.#open();
    else return;
    event.preventDefault();
  }

  #render() {
    const height = this.#height();
    const first = Math.max(0, Math.floor(this.#box.scrollTop / height) - SPARE);
    const last = Math.min(this.#entries.length, Math.ceil((this.#box.scrollTop + this.#box.clientHeight) / height) + SPARE);
    const rows = [];
    for (let number = first; number < last; number += 1) rows.push(this.#row(number, height));
    // What a screen reader is told to look at is in the page, wherever the list was scrolled to.
    if (this.#chosen >= 0 && (this.#chosen < first || this.#chosen >= last)) rows.push(this.#row(this.#chosen, height));
    this.#rows.replaceChildren(...rows);
    if (this.#chosen >= 0) this.#box.setAttribute("aria-activedescendant", "row-" + this.#chosen);
    else this.#box.removeAttribute("aria-activedescendant");
  }

  #row(number, height) {
    const entry = this.#entries[number];
    const { source, locale } = this.#overview;
    const worst = worstSeverity(entry, this.#overview);
    const side = (said, tongue) => tongue && element("span", {
      class: "row-text", text: said ? said.text ?? said.attributes[0]?.text ?? "" : "–", lang: tongue.tag, dir: tongue.direction,
    });
    const row = element("div", {
      id: "row-" + number, role: "option", class: "row", dataset: { number, id: entry.id },
      "aria-selected": String(number === this.#chosen),
      "aria-setsize": this.#entries.length, "aria-posinset": number + 1,
    },
      element("span", { class: "row-head" },
        element("strong", { text: entry.code ?? entry.id }),
        entry.name && element("span", { class: "row-name", text: entry.name }),
        worst && element("span", { class: "badge " + worst, text: words("severity-" + worst) }),
        entry.state && entry.state !== "translated" && element("span", { class: "badge state", text: words("state-" + entry.state) }),
      ),
      element("span", { class: "row-sides" }, side(entry.source, source), side(entry.target, locale)),
    );
    row.style.transform = `translateY(${number * height}px)`;
    return row;
  }
}

function worstSeverity(entry, overview) {
  const severities = entry.findings.map((number) => overview.findings[number].severity);
  return ["error", "warning", "note"].find((severity) => severities.includes(severity)) ?? null;
}
