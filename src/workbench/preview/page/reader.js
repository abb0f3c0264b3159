// A message as its reader gets it: who reads, what it is filled in with, and what comes out.
import { element, fit } from "./dom.js";
import { post } from "./server.js";
import { words } from "./words.js";

const HEADER = "codeword-header";
const KINDS = ["string", "number", "date"];

/** How long typing has to pause before it is asked again, in milliseconds. */
const PAUSE = 80;

/** How tall an empty body is, in lines. */
const ROWS = 4;

export class ReaderView {
  #code;
  #locale;
  #args = new Map();
  #fields = new Map();
  #header;
  #why = element("p", { class: "why", role: "status" });
  #values = element("div", { class: "arguments" });
  #texts = element("div", { class: "texts" });
  #pseudo;
  #before;
  #after;
  #sample;
  #outcome = element("p", { class: "quiet outcome", role: "status" });
  #asked = 0;
  #timer = 0;
  #hasOwnBody = false;

  constructor(code, locale) {
    this.#code = code;
    this.#locale = locale;
    const again = () => this.#soon();
    this.#header = element("input", {
      class: "header", value: sessionStorage.getItem(HEADER) ?? locale, spellcheck: "false", autocomplete: "off",
      on: { input: () => { sessionStorage.setItem(HEADER, this.#header.value); again(); } },
    });
    this.#pseudo = element("input", { type: "checkbox", class: "pseudo", on: { change: again } });
    this.#before = element("textarea", {
      class: "before", spellcheck: "false", "aria-label": words("body-before"),
      on: { input: () => { this.#takeOwnBody(true); again(); } },
    });
    this.#sample = element("button", {
      type: "button", class: "sample", text: words("body-sample"), hidden: true,
      on: { click: () => { this.#takeOwnBody(false); this.#before.focus(); this.#ask(); } },
    });
    this.#after = element("pre", { class: "after", tabindex: "0", role: "region", "aria-label": words("body-after") });
    this.box = element("div", { class: "reader" },
      element("h3", { text: words("reader") }),
      element("label", { class: "wide" }, element("span", { text: "Accept-Language" }), this.#header),
      this.#why,
      this.#values,
      this.#texts,
      element("label", { class: "check" }, this.#pseudo, element("span", { text: words("pseudo") })),
      element("h4", { text: words("body") }),
      element("div", { class: "sides" },
        element("div", { class: "side" }, element("h5", { text: words("body-before") }), this.#before,
          element("div", { class: "buttons" }, this.#sample)),
        element("div", { class: "side" }, element("h5", { text: words("body-after") }), this.#after, this.#outcome),
      ),
    );
  }

  /** Asks again, since the files may say something else. */
  refresh() {
    this.#ask();
  }

  /** A body that was typed stays as it is, whatever the values are. */
  #takeOwnBody(isOwn) {
    this.#hasOwnBody = isOwn;
    this.#sample.hidden = !isOwn;
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    this.#asked += 1;
    const asked = this.#asked;
    const body = this.#hasOwnBody ? this.#before.value : undefined;
    const question = { code: this.#code, locale: this.#locale, header: this.#header.value, args: Object.fromEntries(this.#args), body };
    try {
      const answer = await post("/read", question);
      // A later question has its own answer.
      if (asked === this.#asked) this.#show(answer);
    } catch (error) {
      this.#why.textContent = String(error.message ?? error);
    }
  }

  #show({ reader, body }) {
    this.#why.replaceChildren(...why(reader.negotiation));
    this.#offer(reader);
    const answers = reader.negotiation.answers;
    const texts = reader.texts.map((reading) => line(reading, reading.tag === answers));
    const pseudo = this.#pseudo.checked ? reader.pseudo.map((reading) => line(reading, false)) : [];
    this.#texts.replaceChildren(...texts, ...pseudo);
    if (!body) return;
    if (!this.#hasOwnBody && body.before !== undefined) this.#before.value = body.before;
    fit(this.#before, ROWS);
    // What is wrong with the policy stands at the top of the page.
    this.#after.hidden = body.after === undefined;
    this.#after.textContent = body.after ?? "";
    this.#outcome.textContent = body.outcome ? outcome(body.outcome) : words("policy");
    this.#outcome.classList.toggle("error", !body.outcome);
  }

  /** A field for each variable. Those that are there stay, with what was typed. */
  #offer(reader) {
    const names = reader.variables.map((variable) => variable.name);
    for (const name of [...this.#fields.keys()]) {
      if (!names.includes(name)) { this.#fields.get(name).box.remove(); this.#fields.delete(name); this.#args.delete(name); }
    }
    const known = this.#fields.size;
    for (const variable of reader.variables) {
      if (!this.#fields.has(variable.name)) this.#add(variable);
      const field = this.#fields.get(variable.name);
      const isUnread = reader.unread.includes(variable.name);
      field.input.setAttribute("aria-invalid", String(isUnread));
      field.wrong.textContent = isUnread ? words("unread") : "";
    }
    // With values to show what it is like, it is another answer.
    if (this.#fields.size > known) this.#ask();
  }

  #add(variable) {
    const kind = element("select", { "aria-label": "$" + variable.name + " " + words("kind") },
      ...KINDS.map((name) => element("option", { value: name, text: words("kind-" + name) })));
    kind.value = variable.kind;
    const input = element("input", { "aria-label": "$" + variable.name, value: variable.value, autocomplete: "off", spellcheck: "false" });
    const wrong = element("span", { class: "error", role: "status" });
    const take = () => this.#args.set(variable.name, { kind: kind.value, value: input.value });
    const changed = () => { take(); this.#soon(); };
    take();
    input.addEventListener("input", changed);
    kind.addEventListener("change", changed);
    const examples = variable.examples.map(({ category, number }) => element("button", {
      type: "button", class: "example", text: `${category} ${number}`,
      on: { click: () => { kind.value = "number"; input.value = number; changed(); } },
    }));
    const box = element("div", { class: "argument" }, element("code", { text: "$" + variable.name }), kind, input,
      element("div", { class: "buttons" }, ...examples, wrong));
    this.#fields.set(variable.name, { box, input, wrong });
    this.#values.append(box);
  }
}

/** What became of a body, in words where there are some. */
function outcome(name) {
  const said = words("outcome-" + name);
  return said === "outcome-" + name ? name : said;
}

/** Which locale answers, and why: the best match, unless it lacks the code. */
function why(negotiation) {
  const { locale, matched, distance, answers, chain } = negotiation;
  const reason = matched === null ? words("by-default") : `${words("matched")} ${matched} (${words("distance")} ${distance})`;
  const parts = [element("strong", { text: answers ?? "–" }), ` ${words("answers")}: `];
  if (answers === locale) parts.push(reason);
  else parts.push(`${locale}, ${reason}, ${words("lacks")}`);
  if (chain.length > 1) parts.push(element("span", { class: "quiet chain", text: `${words("chain")}: ${chain.join(" → ")}` }));
  return parts;
}

function line(reading, isAnswer) {
  const tongue = { lang: reading.tag, dir: reading.direction };
  return element("div", { class: isAnswer ? "reading answer" : "reading" },
    element("span", { class: "tag", text: reading.tag }),
    element("span", { class: "reading-text", text: reading.text, ...tongue }),
    reading.complete ? null : element("span", { class: "badge warning", text: words("incomplete") }),
    ...reading.attributes.map(([name, text]) => element("span", { class: "reading-attribute" },
      element("code", { text: "." + name }), " ", element("span", { text, ...tongue }))),
  );
}
