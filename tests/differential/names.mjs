// Says what languages are called, with Intl.DisplayNames, whose names are those of ICU.
//
//   node names.mjs < languages.json > names.json
//
// languages.json is [["de", "fr", …], ["en", …]]: languages to name, and languages to name them in. names.json has a
// list for each of the second, with the subtags of what has no name.

import { readFileSync } from "node:fs";

const [languages, within] = JSON.parse(readFileSync(0, "utf8"));
const names = within.map((locale) => {
  const names = new Intl.DisplayNames(locale, { type: "language", fallback: "code" });
  return languages.map((language) => names.of(language));
});
process.stdout.write(JSON.stringify(names));
