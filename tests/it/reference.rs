//! The site that `codeword export --to html` writes.

use std::fs;

use codeword::workbench::{Project, reference};
use tempfile::TempDir;

use crate::chromium::{Browser, View, WIDE};

/// A catalog with all that a page shows: groups, variants, attributes, a term, what is not translated, what
/// only one locale has, and texts that are not HTML.
const FILES: [(&str, &str); 4] = [
    (
        "en-US/errors.ftl",
        "-brand = Acme\n\
         ## Limits & <b>more</b>\n\
         code-429001 = { $limit ->\n    [one] { -brand } allows one\n   *[other] { -brand } allows { $limit }\n }\n    .remedy = Wait\n\
         code-429002 = Slow down\n\
         ## Cards\n\
         code-card_declined = <script>alert(1)</script>\n",
    ),
    ("ar/errors.ftl", "## الحدود\ncode-429002 = أبطئ\n"),
    ("zh-CN/errors.ftl", "code-429002 = 慢一点\ncode-500001 = 只有中文\n"),
    (
        "codes.toml",
        "[429001]\nname = \"TooManyRequests\"\ntype = \"https://example.com/limit\"\n\n\
         [card_declined]\nstatus = 402\nretired = true\n",
    ),
];

fn project(files: &[(&str, &str)]) -> (TempDir, Project) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let project = Project::open(folder.path(), Some("en-US")).unwrap();
    (folder, project)
}

fn page(files: &[(&str, &str)], name: &str) -> String {
    let (_folder, project) = project(files);
    let pages = reference::pages(&project).unwrap();
    pages.into_iter().find(|page| page.name == name).unwrap().text
}

#[test]
fn a_page_has_every_code_with_what_is_said_about_it() {
    let page = page(&FILES, "en-US.html");
    for part in [
        "<h2 lang=\"en-US\" dir=\"ltr\">Limits &amp; &lt;b&gt;more&lt;/b&gt;</h2>",
        "<article id=\"code-429001\">\n<h3><a href=\"#code-429001\">429001</a> <code>TooManyRequests</code></h3>",
        "<li>HTTP 429</li><li>gRPC RESOURCE_EXHAUSTED</li>",
        "<span><i>one</i> Acme allows one</span><span><i>otherwise</i> Acme allows <var>limit</var></span>",
        "<dt lang=\"en-US\">What to do</dt><dd>Wait</dd>",
        "<code>https://example.com/limit</code>",
        "<li>HTTP 402</li><li>gRPC FAILED_PRECONDITION</li><li>No longer sent</li>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(!page.contains("<script>alert"));
}

#[test]
fn a_text_that_a_locale_lacks_is_shown_in_its_source() {
    let arabic = page(&FILES, "ar.html");
    for part in [
        "<h2 lang=\"ar\" dir=\"rtl\">الحدود</h2>",
        "<div lang=\"ar\" dir=\"rtl\">\n<p class=\"text\">أبطئ</p>",
        "<li>Not translated yet (en-US)</li></ul>\n<div lang=\"en-US\" dir=\"ltr\">",
        "<h2 lang=\"en-US\" dir=\"ltr\">Cards</h2>",
    ] {
        assert!(arabic.contains(part), "{part} is not in\n{arabic}");
    }
    // Its group has the heading that its neighbour has, once.
    assert_eq!(arabic.matches("<h2").count(), 2, "{arabic}");

    let chinese = page(&FILES, "zh-CN.html");
    assert!(chinese.contains("<li>尚未翻译 (en-US)</li>"), "{chinese}");
    assert!(chinese.contains("只有中文"), "{chinese}");
}

#[test]
fn a_broken_catalog_has_no_site() {
    let (_folder, project) = project(&[("en-US/errors.ftl", "code-1 = { -missing }\n")]);
    let error = reference::pages(&project).unwrap_err();
    assert!(error.is_catalog(), "{error}");
}

/// A placeholder of the pages' own words is one that nobody would translate.
#[test]
fn the_words_of_the_pages_are_there_in_every_language() {
    for name in ["en-US.html", "zh-CN.html", "ar.html"] {
        let page = page(&FILES, name);
        for word in ["nothing-found", "not-translated", "http-status", "attribute-", "languages\""]
        {
            assert!(!page.contains(word), "{word} is in {name}\n{page}");
        }
    }
}

/// The site of the shipped catalog in a real Chromium, from `file://`.
#[test]
fn the_site_is_read_and_searched_without_a_server() {
    const ESCAPE: &str = "\u{E00C}";
    let Some(browser) = Browser::start(WIDE) else { return };
    let folder = tempfile::tempdir().unwrap();
    for page in reference::pages(&Project::open("locales", None).unwrap()).unwrap() {
        fs::write(folder.path().join(page.name), page.text).unwrap();
    }
    let site = format!("file://{}", folder.path().display());
    let is_there = |name: &str| {
        format!("location.pathname.endsWith('/{name}') && document.readyState === 'complete'")
    };
    browser.open(&format!("{site}/index.html"), &is_there("index.html"));
    let mut barriers = browser.barriers();
    browser.picture("reference-index");

    browser.click("a[hreflang=en-US]");
    browser.until(&is_there("en-US.html"));
    browser.picture("reference");
    let shown = "[...document.querySelectorAll('article')].filter(it => it.offsetParent).map(it => it.id).join()";
    browser.press("/");
    browser.press("HEARTBEATexceed");
    browser.until(&format!("{shown} === 'code-400142'"));
    browser.fill("#search", "no such words");
    browser.until(&format!("{shown} === '' && !document.getElementById('nothing').hidden"));
    browser.picture("reference-nothing");
    browser.press(ESCAPE);
    browser.until(&format!("{shown}.split(',').length > 150"));
    barriers.extend(browser.barriers());

    // A link leads to its code, below the head of the page, and to one that the search has hidden.
    let is_at = |id: &str| {
        let place = format!("document.getElementById('{id}').getBoundingClientRect().top");
        let head = "document.querySelector('header').getBoundingClientRect().bottom";
        format!("location.hash === '#{id}' && {place} >= {head} && {place} < innerHeight")
    };
    browser.click("a[href='#code-400142']");
    browser.until(&is_at("code-400142"));
    browser.picture("reference-anchor");
    browser.fill("#search", "400142");
    browser.run("location.hash = '#code-404001';");
    browser.until(&is_at("code-404001"));

    browser.open(&format!("{site}/zh-CN.html#code-500001"), &is_at("code-500001"));
    browser.picture("reference-chinese");
    for width in [360, WIDE.width] {
        browser.look(View { width, is_dark: true, ..WIDE });
        assert_eq!(browser.sticks_out(width), [""; 0]);
        barriers.extend(browser.barriers());
    }
    browser.picture("reference-dark");
    assert_eq!(barriers, [""; 0]);
    let logs = browser.logs();
    assert_eq!(logs.console, [""; 0]);
    assert!(logs.asked.iter().all(|it| it == "file://"), "{:?}", logs.asked);
}
