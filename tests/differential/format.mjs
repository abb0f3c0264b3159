// Formats messages with @fluent/bundle, the Fluent implementation of Mozilla for JavaScript.
//
//   node format.mjs MODULES < cases.json > rows.json
//
// MODULES is the folder `node_modules` that @fluent/bundle is installed in. A case is
//   {"locale": "de", "isolate": false, "text": "<a Fluent file>", "arguments": {"<name>": {…}, …}}
// and its rows, one for each message and attribute with each set of arguments, are
//   {"case": 0, "arguments": "<name>", "id": "code-1", "attribute": null, "text": "…", "complete": true}
//
// Three decisions of codeword are told to it, and nothing else is:
// - a bare `{ $n }` is the exact text that was given;
// - a text that is a number or a moment works as one where the message asks for it;
// - references and literals, which the translator wrote, have no isolation marks around them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "x"));
const { FluentBundle, FluentDateTime, FluentNone, FluentNumber, FluentResource } = require(
  "@fluent/bundle",
);

/** An argument: prints its text, and selects as a number if it is one. */
class Exact extends FluentNumber {
  constructor(text) {
    const fraction = text.split(".")[1] ?? "";
    super(Number(text), { minimumFractionDigits: fraction.length });
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** A number that NUMBER() was called with, formatted from its exact digits. */
class Digits extends FluentNumber {
  constructor(text, options) {
    super(Number(text), options);
    this.text = text;
  }

  toString(scope) {
    return scope.memoizeIntlObject(Intl.NumberFormat, this.opts).format(this.text);
  }
}

// Those of @fluent/bundle leave `style` and `type` to the program, and take no text.
const functions = {
  NUMBER([number], options) {
    if (number instanceof Exact) return new Digits(number.text, values(options));
    if (number instanceof FluentNumber) {
      return new FluentNumber(number.value, { ...number.opts, ...values(options) });
    }
    return failed("NUMBER", number);
  },
  DATETIME([moment], options) {
    if (moment instanceof FluentNone) return failed("DATETIME", moment);
    // JavaScript reads dates of any form, "2,5" too.
    const text = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(moment) ? `${moment}Z` : "none";
    const date = new Date(moment instanceof Exact ? Math.trunc(moment.value) : text);
    if (Number.isNaN(date.getTime())) return failed("DATETIME", moment);
    const styles = Object.keys(options).length ? values(options) : { dateStyle: "short" };
    return new FluentDateTime(date, { ...styles, timeZone: "UTC" });
  },
  WRITTEN: ([text]) => `${BEGIN}${text}${END}`,
};

/** Private characters around what is not isolated. */
const [BEGIN, END] = ["\uE000", "\uE001"];

/** Turns references and literals into calls that put those characters around them. */
function markWritten(pattern) {
  if (!Array.isArray(pattern)) return;
  pattern.forEach((element, index) => {
    if (["str", "mesg", "term"].includes(element.type)) {
      pattern[index] = { type: "func", name: "WRITTEN", args: [element] };
    } else if (element.type === "select") {
      element.variants.forEach((variant) => markWritten(variant.value));
    }
  });
}

function withoutMarks(text) {
  const isolated = new RegExp(`\u2068?${BEGIN}|${END}\u2069?`, "g");
  return text.replace(isolated, "");
}

function values(options) {
  const entries = Object.entries(options).map(([name, value]) => [name, value.valueOf()]);
  const words = { true: true, false: false };
  return Object.fromEntries(entries.map(([name, value]) => [name, words[value] ?? value]));
}

function failed(name, argument) {
  // A missing argument has been reported already.
  if (argument instanceof FluentNone) return new FluentNone(`${name}()`);
  throw new TypeError(`${name}() cannot format ${argument}`);
}

function argumentsOf(set) {
  const isNumber = (value) => typeof value === "number" || /^-?\d+(\.\d+)?$/.test(value);
  const entries = Object.entries(set);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, isNumber(value) ? new Exact(String(value)) : value]),
  );
}

function* rows({ locale, isolate, text, arguments: sets }, index) {
  const bundle = new FluentBundle(locale, { useIsolating: isolate, functions });
  const resource = new FluentResource(text);
  for (const entry of resource.body) {
    [entry.value, ...Object.values(entry.attributes)].forEach(markWritten);
  }
  bundle.addResource(resource);
  for (const [id, message] of bundle._messages) {
    const patterns = [[null, message.value], ...Object.entries(message.attributes)];
    for (const [attribute, pattern] of patterns) {
      if (pattern === null || !id.startsWith("code-")) continue;
      for (const [name, set] of Object.entries(sets)) {
        const errors = [];
        const formatted = bundle.formatPattern(pattern, argumentsOf(set), errors);
        yield {
          case: index, arguments: name, id, attribute, text: withoutMarks(formatted),
          complete: errors.length === 0,
        };
      }
    }
  }
}

const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.flatMap((one, index) => [...rows(one, index)])));
