// The search of a page. It is a plain script, since a browser loads no module from file://.
"use strict";

const search = document.getElementById("search");

if (search) {
  const sections = [...document.querySelectorAll("section")].map((section) => ({
    section,
    articles: [...section.querySelectorAll("article")].map((article) => ({
      article,
      text: article.textContent.toLowerCase(),
    })),
  }));
  const nothing = document.getElementById("nothing");

  const show = () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = false;
    for (const { section, articles } of sections) {
      let isShown = false;
      for (const { article, text } of articles) {
        article.hidden = !wanted.every((word) => text.includes(word));
        isShown ||= !article.hidden;
      }
      section.hidden = !isShown;
      found ||= isShown;
    }
    nothing.hidden = found;
  };

  search.hidden = false;
  search.addEventListener("input", show);
  // What the browser kept when the page was left.
  show();

  addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      show();
    }
  });

  // A link to a code that the search has hidden.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.hidden) {
      search.value = "";
      show();
      target.scrollIntoView();
    }
  });
}
