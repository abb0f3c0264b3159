// What the server says: answers to questions, and news of the files.

const TOKEN = "codeword-token";

let askForToken = async () => "";

/** Who is asked for the token when the server wants one. */
export function onTokenWanted(ask) {
  askForToken = ask;
}

async function send(path, options = {}) {
  for (;;) {
    const token = sessionStorage.getItem(TOKEN);
    const headers = { ...options.headers };
    if (token) headers.Authorization = "Bearer " + token;
    const response = await fetch(path, { ...options, headers });
    if (response.status !== 401) return response;
    sessionStorage.setItem(TOKEN, await askForToken());
  }
}

/** The JSON of a path. */
export async function fetchJson(path) {
  const response = await send(path);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** The JSON that answers to a JSON; what the server says in words is an error. */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await send(path, { method: "POST", headers, body: JSON.stringify(body) });
  const isJson = response.headers.get("Content-Type") === "application/json";
  if (!isJson) throw new Error((await response.text()).trim());
  return response.json();
}

/** How long to wait before a lost connection is tried again, in milliseconds. */
const AGAIN = 1000;

/** Calls `news` with the number of each new state of the files, and `connected` when the line comes and goes. */
export async function follow(news, connected) {
  for (;;) {
    try {
      const response = await send("/events");
      if (!response.ok) throw new Error(response.statusText);
      connected(true);
      await readEvents(response.body, news);
    } catch {
      // The server has ended, or is restarted: it is asked again.
    }
    connected(false);
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

async function readEvents(body, news) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    pending += value;
    const events = pending.split("\n\n");
    pending = events.pop();
    for (const event of events) if (event.startsWith("data: ")) news(Number(event.slice(6)));
  }
}
