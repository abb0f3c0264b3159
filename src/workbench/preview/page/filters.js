// The search and the filters, as they are set.
import { byId, setOptions } from "./dom.js";
import { words } from "./words.js";

const FIELDS = ["search", "state", "rule", "group", "from", "to"];
const STATES = ["translated", "outdated", "untranslated", "missing", "copy"];

/** What is set. */
export function currentFilter() {
  return Object.fromEntries(FIELDS.map((id) => [id, byId(id).value.trim()]));
}

/** Offers what an overview has. */
export function offerFilters(overview) {
  const all = ["", words("all")];
  const states = STATES.map((state) => [state, words("state-" + state)]);
  setOptions(byId("state"), [all, ...states]);
  const here = overview.entries.flatMap((entry) => entry.findings);
  const rules = [...new Set(here.map((number) => overview.findings[number].rule))].sort();
  setOptions(byId("rule"), [all, ["*", words("any-finding")], ...rules.map((rule) => [rule, rule])]);
  const groups = overview.groups.map((title, number) => [String(number), title]);
  setOptions(byId("group"), [all, ...groups]);
}

/** Calls `changed` whenever something else is set. */
export function onFilterChanged(changed) {
  const form = byId("filters");
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are empty once the event is over.
  form.addEventListener("reset", () => setTimeout(changed));
}
