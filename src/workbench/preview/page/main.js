// The page of `codeword preview`.
import { Details } from "./details.js";
import { byId, element, place, setOptions } from "./dom.js";
import { filtered, indexed } from "./filter.js";
import { currentFilter, offerFilters, onFilterChanged } from "./filters.js";
import { List } from "./list.js";
import { fetchJson, follow, onTokenWanted } from "./server.js";
import { loadWords, words } from "./words.js";

const LANGUAGE = "codeword-language";

/** How many mistakes of the files are told; of a catalog that is none there are thousands. */
const MOST_TOLD = 20;

let overview = null;
let index = [];
let chosenId = null;
let locale = new URLSearchParams(location.hash.slice(1)).get("locale") ?? "";

const details = new Details(() => {
  document.body.classList.remove("opened");
  list.focus();
});
const list = new List(choose, () => {
  document.body.classList.add("opened");
  details.focus();
});

function choose(entry) {
  chosenId = entry.id;
  details.show(entry, overview);
  remember();
}

/** Keeps the place in the address, so that a link leads to it. */
function remember() {
  const place = new URLSearchParams({ locale: overview.locale.tag });
  if (chosenId) place.set("id", chosenId);
  history.replaceState(null, "", "#" + place);
}

async function load() {
  const loaded = await fetchJson("/overview?locale=" + encodeURIComponent(locale));
  overview = loaded;
  index = indexed(overview);
  offerFilters(overview);
  showTop();
  showBanners();
  show();
}

function show() {
  if (!overview) return;
  const entries = filtered(index, currentFilter());
  byId("count").textContent = `${entries.length} / ${overview.entries.length}`;
  list.show(entries, overview, chosenId);
  const chosen = overview.entries.find((entry) => entry.id === chosenId);
  if (chosen) details.show(chosen, overview);
}

function showTop() {
  byId("folder").textContent = overview.folder;
  setOptions(byId("locale"), overview.locales.map(({ locale: tag }) => [tag, tag]));
  byId("locale").value = overview.locale.tag;
  locale = overview.locale.tag;
  const status = overview.locales.find((status) => status.locale === locale);
  const counts = [["translated", status.translated], ["outdated", status.outdated], ["untranslated", status.untranslated],
    ["missing", status.missing], ["copy", status.copies]];
  const told = counts.filter(([name, count]) => count > 0 || name === "translated").map(([name, count]) => `${words("state-" + name)} ${count}`);
  const edit = overview.isEditable ? [] : [words("read-only")];
  const what = status.source ? [`${words("state-source")} ${status.messages}`] : [`${Math.floor(status.percent)} %`, ...told];
  byId("progress").textContent = [...what, ...edit].join(" · ");
  document.title = `codeword · ${locale}`;
}

function showBanners() {
  showBanner(byId("refusal"), words("refusal"), overview.refusal?.diagnostics ?? []);
  showBanner(byId("policy"), words("policy"), overview.policyMistakes);
}

/** Says what is wrong and where, or nothing. */
function showBanner(banner, title, mistakes) {
  banner.hidden = mistakes.length === 0;
  const line = (told) => element("li", { lang: "en" },
    element("code", { text: place(overview, told) }), " " + told.text);
  const told = mistakes.slice(0, MOST_TOLD).map(line);
  const more = mistakes.length - told.length;
  if (more > 0) told.push(element("li", { text: `+ ${more}` }));
  banner.replaceChildren(...(mistakes.length ? [element("p", { text: title }), element("ul", {}, ...told)] : []));
}

function askForToken() {
  const dialog = byId("token");
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(byId("token-value").value), { once: true });
    if (!dialog.open) dialog.showModal();
  });
}

async function speak(language) {
  const { tag, languages } = await loadWords(language);
  setOptions(byId("language"), languages.map((tag) => [tag, tag]));
  byId("language").value = tag;
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key === "/" && !isTyping) {
    byId("search").focus();
    event.preventDefault();
  }
});

byId("search").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "Enter") {
    list.focus();
    event.preventDefault();
  }
});

byId("locale").addEventListener("change", () => {
  locale = byId("locale").value;
  load();
});

byId("language").addEventListener("change", async () => {
  const language = byId("language").value;
  localStorage.setItem(LANGUAGE, language);
  await speak(language);
  details.forget();
  offerFilters(overview);
  showTop();
  showBanners();
  show();
});

onFilterChanged(show);
onTokenWanted(askForToken);
chosenId = new URLSearchParams(location.hash.slice(1)).get("id");
await speak(localStorage.getItem(LANGUAGE) ?? "");
await load();
list.reveal();
document.body.dataset.ready = "";

let loading = Promise.resolve();
follow(
  // One after the other: the last one that is shown is the newest.
  () => { loading = loading.then(load); },
  (isConnected) => { byId("connection").hidden = isConnected; },
);
