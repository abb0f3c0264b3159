// Which entries are shown.

/** Makes what is searched in once for all searches. */
export function indexed(overview) {
  return overview.entries.map((entry) => {
    const sides = [entry.source, entry.target].filter(Boolean);
    const texts = sides.flatMap((side) => [side.text ?? "", side.comment, ...side.attributes.map((it) => it.text)]);
    const haystack = [entry.id, entry.code ?? "", entry.name ?? "", ...texts].join("\n").toLowerCase();
    const rules = new Set(entry.findings.map((number) => overview.findings[number].rule));
    return { entry, haystack, rules };
  });
}

/** The entries that a filter lets through, in their order. */
export function filtered(index, filter) {
  const wanted = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return index
    .filter(({ entry, haystack, rules }) =>
      wanted.every((word) => haystack.includes(word))
      && (!filter.state || entry.state === filter.state)
      && (!filter.rule || (filter.rule === "*" ? rules.size > 0 : rules.has(filter.rule)))
      && (filter.group === "" || String(entry.group) === filter.group)
      && isBetween(entry.code, filter.from, filter.to))
    .map(({ entry }) => entry);
}

/** Whether a code is within a range, of numbers by their values, of names by their letters. */
function isBetween(code, from, to) {
  if (!from && !to) return true;
  if (code === null) return false;
  return (!from || compare(code, from) >= 0) && (!to || compare(code, to) <= 0);
}

function compare(one, other) {
  const [first, second] = [Number(one), Number(other)];
  if (!Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  return one < other ? -1 : Number(one > other);
}
