// The words of the page, in the language of its reader.
import { fetchJson } from "./server.js";

let texts = {};

/** Reads the words of a language, the browser's where none is chosen, and puts them into the page. */
export async function loadWords(language) {
  const answer = await fetchJson("/words?language=" + encodeURIComponent(language));
  texts = answer.texts;
  document.documentElement.lang = answer.tag;
  document.documentElement.dir = answer.direction;
  for (const [attribute, put] of [
    ["words", (node, text) => { node.textContent = text; }],
    ["label", (node, text) => node.setAttribute("aria-label", text)],
    ["placeholder", (node, text) => node.setAttribute("placeholder", text)],
  ]) {
    for (const node of document.querySelectorAll(`[data-${attribute}]`)) put(node, words(node.dataset[attribute]));
  }
  return answer;
}

/** What the page says under a name. */
export function words(name) {
  return texts[name] ?? name;
}
