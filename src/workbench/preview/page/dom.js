// Elements. Whatever a text says, it becomes a text node and nothing else.

/** Makes an element. `properties` are attributes, and `text`, `on` and `dataset`. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") made.textContent = value;
    else if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (key === "dataset") Object.assign(made.dataset, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** The element of an id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Makes a text area as tall as its text; where styles can, they see to lines that are broken. */
export function fit(area, least) {
  area.rows = Math.max(least, area.value.split("\n").length);
}

/** Gives a select other options, and keeps what is chosen if it is still there. */
export function setOptions(select, options) {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => element("option", { value, text })));
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

/** Where something stands, such as `de-DE/errors.ftl:3:1`: the page says above in which folder. */
export function place({ folder }, { file, line, column }) {
  const below = file.startsWith(folder + "/") ? file.slice(folder.length + 1) : file;
  return [below, line, column].filter((part) => part != null).join(":");
}
