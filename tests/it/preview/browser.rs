//! The page in a real Chromium.

use std::fmt::Write as _;

use super::stand::Stand;
use crate::chromium::{Browser, View, WIDE};

const READY: &str = "document.body.hasAttribute('data-ready')";

const ENGLISH: &str = "\
## Orders

# OrderNotFound
code-404001 = There is no order { $id }
code-429001 =
    { $limit ->
        [one] { $name } allows one request a second
       *[other] { $name } allows { $limit } requests a second
    }

## Shops

code-404002 = There is no <b>shop</b>
";

const GERMAN: &str = "\
code-404001 = Es gibt keine Bestellung { $id }

# needs translation
code-404002 = There is no <b>shop</b>
";

const ARABIC: &str = "code-404001 = لا يوجد طلب { $id }\n";

fn stand(arguments: &[&str]) -> Stand {
    let files =
        [("en-US/errors.ftl", ENGLISH), ("de-DE/errors.ftl", GERMAN), ("ar-EG/errors.ftl", ARABIC)];
    Stand::start(&files, arguments)
}

/// Opens the page of a preview in a browser, and waits until it has said all. In the end nothing is in the console,
/// and nobody else was asked.
fn in_browser(stand: &Stand, view: View, id: &str, test: impl FnOnce(&Browser)) {
    let Some(browser) = Browser::start(view) else { return };
    let own = format!("http://{}", stand.address);
    browser.open(&format!("{own}/#locale=de-DE&id={id}"), READY);
    test(&browser);
    let logs = browser.logs();
    assert_eq!(logs.console, [""; 0]);
    assert!(!logs.asked.is_empty());
    let foreign: Vec<_> =
        logs.asked.iter().filter(|it| **it != own && !it.starts_with("data:")).collect();
    assert_eq!(foreign, [""; 0]);
}

#[test]
fn the_page_shows_the_catalog_and_filters_it() {
    let stand = stand(&[]);
    in_browser(&stand, WIDE, "code-404002", |browser| {
        let count = "document.getElementById('count').textContent";
        assert_eq!(browser.says(count), "3 / 3");
        // A text is never markup.
        assert_eq!(browser.says("document.querySelector('#details b') === null"), true);
        let source = "document.querySelector('#details pre').textContent";
        assert_eq!(browser.says(source), "There is no <b>shop</b>");
        browser.picture("wide");
        for (search, expected) in [
            ("bestellung", "1 / 3"),
            ("404", "2 / 3"),
            ("ORDERNOT", "1 / 3"),
            ("zzz", "0 / 3"),
            ("", "3 / 3"),
        ] {
            browser.fill("#search", search);
            browser.press(" ");
            browser.until(&format!("{count} === '{expected}'"));
        }
        browser.click("#more-filters summary");
        for (field, value, expected) in [
            ("state", "missing", "1 / 3"),
            ("state", "untranslated", "1 / 3"),
            ("group", "1", "1 / 3"),
            ("rule", "missing-message", "1 / 3"),
            ("from", "404002", "2 / 3"),
            ("to", "404001", "1 / 3"),
        ] {
            let set = format!(
                "(() => {{ document.getElementById('clear').click(); const field = document.getElementById('{field}'); \
                 setTimeout(() => {{ field.value = '{value}'; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }}, 20); }})()"
            );
            browser.says(&set);
            browser.until(&format!(
                "document.getElementById('{field}').value === '{value}' && {count} === '{expected}'"
            ));
        }
    });
}

#[test]
fn ten_thousand_codes_are_searched_as_one_types() {
    let text = |language: &str| {
        let mut text = String::new();
        for code in 0..10_000 {
            writeln!(text, "code-{} = {language} text number {code}", 100_000 + code).unwrap();
        }
        text
    };
    let (english, german) = (text("English"), text("German"));
    let stand = Stand::start(&[("en-US/errors.ftl", &english), ("de-DE/errors.ftl", &german)], &[]);
    in_browser(&stand, WIDE, "", |browser| {
        assert_eq!(browser.says("document.getElementById('count').textContent"), "10000 / 10000");
        assert_eq!(browser.says("document.querySelectorAll('.row').length < 60"), true);
        browser.fill("#search", "number 9999");
        browser.until("document.getElementById('count').textContent === '1 / 10000'");
        browser.fill("#search", "german");
        browser.until("document.getElementById('count').textContent === '10000 / 10000'");
        browser.says("document.getElementById('list').scrollTo(0, 1e9)");
        browser.until(
            "[...document.querySelectorAll('.row')].some(row => row.dataset.id === 'code-109999')",
        );
    });
}

#[test]
fn a_change_on_the_disk_appears_and_moves_nothing() {
    let stand = stand(&[]);
    in_browser(&stand, WIDE, "code-404001", |browser| {
        browser.fill("#search", "order");
        let shown = "[...document.querySelectorAll('#details pre')].map(it => it.textContent)";
        stand.write("de-DE/errors.ftl", &GERMAN.replace("keine", "überhaupt keine"));
        browser.until(&format!("{shown}[1] === 'Es gibt überhaupt keine Bestellung {{ $id }}'"));
        assert_eq!(browser.says("document.activeElement.id"), "search");
        assert_eq!(browser.says("document.getElementById('search').value"), "order");

        // A state with a mistake is refused: where and why, and the texts from before it.
        stand.write("de-DE/errors.ftl", "code-404001 Weg\n");
        browser.until("!document.getElementById('refusal').hidden");
        let refusal = browser.says("document.getElementById('refusal').textContent");
        assert!(
            refusal.as_str().unwrap().contains("de-DE/errors.ftl:1:13 `=` is expected here"),
            "{refusal}"
        );
        browser.until(&format!("{shown}[1].includes('überhaupt')"));
        browser.picture("refused");
        // Of many mistakes the first are told.
        let many: String = (0..50).map(|number| format!("other-{number} = Weg\n")).collect();
        stand.write("de-DE/errors.ftl", &many);
        browser.until("document.querySelectorAll('#refusal li').length === 21");
        stand.write("de-DE/errors.ftl", GERMAN);
        browser.until("document.getElementById('refusal').hidden");
    });
}

#[test]
fn a_reader_gets_their_text_with_arguments() {
    let stand = stand(&[]);
    in_browser(&stand, View { height: 1400, ..WIDE }, "code-429001", |browser| {
        browser.fill(".header", "de, ar;q=0.5");
        let why = "document.querySelector('.why').textContent";
        browser.until(&format!("{why}.startsWith('en-US') && {why}.includes('lacks the code')"));
        browser.fill(".argument input[aria-label='$name']", "orders");
        browser.click(".example");
        let answer = "document.querySelector('.answer .reading-text').textContent";
        browser.until(&format!("{answer} === 'orders allows one request a second'"));
        browser.fill(".argument input[aria-label='$limit']", "5");
        browser.until(&format!("{answer} === 'orders allows 5 requests a second'"));
        browser.click(".pseudo");
        browser.until("[...document.querySelectorAll('.reading-text')].some(it => it.lang === 'ar-XB' && it.dir === 'rtl')");
        let after = "document.querySelector('.after').textContent";
        browser.until(&format!("{after}.includes('429001')"));
        browser.picture("reader");
        // What was typed stays; a reader who has typed nothing sees values that show what a message is like.
        browser.says("(() => { const box = document.getElementById('locale'); box.value = 'ar-EG'; box.dispatchEvent(new Event('change')); })()");
        browser.until("document.getElementById('progress').textContent.startsWith('33 %') && document.title.endsWith('ar-EG')");
        browser.click(".row[data-id=code-404001]");
        browser.fill(".header", "ar");
        browser.until(&format!(
            "{answer}.includes('‹id›') && document.querySelector('.answer .reading-text').dir === 'rtl'"
        ));
        browser.picture("arabic");
    });
}

const ORDERS: &str = "\
code-429001 = { $limit ->
    [one] one order a minute
   *[other] { $limit } orders a minute
}
";

/// A gateway operator changes 3 to 1, and sees the body that a German reader gets.
#[test]
fn a_body_is_made_from_the_values_that_are_typed() {
    let german = ORDERS
        .replace("one order a minute", "eine Bestellung je Minute")
        .replace("orders a minute", "Bestellungen je Minute");
    let files = [("en-US/errors.ftl", ORDERS), ("de-DE/errors.ftl", &german)];
    let stand = Stand::start(&files, &[]);
    in_browser(&stand, View { height: 1100, ..WIDE }, "code-429001", |browser| {
        let (before, after) = (
            "document.querySelector('.before').value",
            "document.querySelector('.after').textContent",
        );
        let limit = ".argument input[aria-label='$limit']";
        for (typed, expected) in
            [("3", "3 Bestellungen je Minute"), ("1", "eine Bestellung je Minute")]
        {
            browser.fill(limit, typed);
            browser.until(&format!("{after}.includes('\"info\": \"{expected}\"')"));
            browser.until(&format!("{before}.includes('\"limit\": {typed}')"));
        }
        browser.until("document.querySelector('.outcome').textContent === 'localized'");

        // The policy says where they stand, and a template that the upstream says them in its sentence.
        let sentences = "429001 = \"no more than {limit} orders\"\n";
        stand.write("sentences.toml", sentences);
        let pairs = "[response]\npairs = [{ code = \"error.code\", text = \"error.message\" }]\n";
        stand.write("codeword.toml", &format!("{pairs}templates = \"sentences.toml\"\n"));
        browser.until(&format!("{before}.includes('\"message\": \"no more than 1 orders\"')"));
        browser.until(&format!("{after}.includes('\"message\": \"eine Bestellung je Minute\"')"));
        assert_eq!(browser.says(&format!("{before}.includes('args')")), false);
        stand.write("sentences.toml", &sentences.replace("no more", "fewer"));
        browser.until(&format!("{before}.includes('fewer than 1 orders')"));

        // A body that was typed stays, until it is to be made again.
        let own = r#"{"error":{"code":429001,"message":"x","args":{"limit":7}}}"#;
        browser.fill(".before", own);
        browser.until(&format!("{after}.includes('7 Bestellungen')"));
        browser.fill(limit, "5");
        browser
            .until("document.querySelector('.answer .reading-text').textContent.startsWith('5 ')");
        assert_eq!(browser.says(before), own);
        browser.click(".sample");
        browser.until(&format!("{after}.includes('5 Bestellungen')"));

        // What is wrong with the policy is said at the top of the page.
        stand.write("codeword.toml", "[response]\npreset = \"strip\"\n");
        browser.until("document.getElementById('policy').innerText.includes('codeword.toml:2:10')");
        browser.picture("policy");
        stand.write("codeword.toml", pairs);
        browser.until("document.getElementById('policy').hidden");
    });
}

#[test]
fn a_text_is_edited_and_a_second_writer_is_told() {
    let stand = stand(&["--edit"]);
    in_browser(&stand, WIDE, "code-404001", |browser| {
        let area = "#details textarea.fluent";
        browser.fill(area, "Keine Bestellung { $id }");
        browser.click(".save");
        browser.until("document.querySelector('.said').textContent === 'Saved'");
        let expected = GERMAN.replace("Es gibt keine", "Keine");
        assert_eq!(stand.text("de-DE/errors.ftl"), expected);

        browser.fill(area, "Kaputt { $nummer }");
        browser.click(".save");
        browser.until("document.querySelector('.said').textContent.includes('unknown-variable')");
        assert_eq!(stand.text("de-DE/errors.ftl"), expected);
        browser.picture("edit-refused");

        stand.write("de-DE/errors.ftl", &expected.replace("Keine", "Gar keine"));
        browser.until("document.querySelector('.side:last-child .said').textContent.startsWith('The file has changed')");
        browser.fill(area, "Nicht eine Bestellung { $id }");
        browser.click(".save");
        browser.until("document.querySelector('.said').textContent.includes('Gar keine')");
        browser.picture("edit-conflict");
        assert_eq!(stand.text("de-DE/errors.ftl"), expected.replace("Keine", "Gar keine"));
    });
}

#[test]
fn the_keyboard_alone_suffices() {
    const DOWN: &str = "\u{E015}";
    const ENTER: &str = "\u{E007}";
    const ESCAPE: &str = "\u{E00C}";
    let stand = stand(&[]);
    in_browser(&stand, WIDE, "", |browser| {
        browser.press("/");
        assert_eq!(browser.says("document.activeElement.id"), "search");
        browser.press("404");
        browser.press(DOWN);
        assert_eq!(browser.says("document.activeElement.id"), "list");
        browser.press(DOWN);
        let chosen = "document.querySelector('.row[aria-selected=true]').dataset.id";
        browser.until(&format!("{chosen} === 'code-404002'"));
        browser.press(ENTER);
        browser.until("document.activeElement.id === 'details'");
        browser.press(ESCAPE);
        browser.until("document.activeElement.id === 'list'");
    });
}

#[test]
fn it_fits_a_telephone_in_the_dark_and_in_chinese() {
    const WIDTH: u32 = 360;
    let stand = stand(&["--edit"]);
    let view = View { width: WIDTH, height: 780, is_dark: true };
    in_browser(&stand, view, "code-404001", |browser| {
        browser.says("(() => { const box = document.getElementById('language'); box.value = 'zh-CN'; box.dispatchEvent(new Event('change')); })()");
        browser.until("document.documentElement.lang === 'zh-CN'");
        let placeholder = "document.getElementById('search').placeholder";
        assert_eq!(browser.says(placeholder), "搜索错误码、名称和文本");
        assert_eq!(browser.says("innerWidth"), WIDTH);
        assert_eq!(browser.sticks_out(WIDTH), [""; 0]);
        browser.picture("telephone-list");
        browser.click("#more-filters summary");
        assert_eq!(browser.sticks_out(WIDTH), [""; 0]);
        browser.click("#more-filters summary");
        browser.click(".row");
        browser.until("document.body.classList.contains('opened')");
        browser.until("document.querySelectorAll('.reading').length === 3");
        assert_eq!(browser.sticks_out(WIDTH), [""; 0]);
        browser.picture("telephone-message");
        // What sticks out is seen.
        browser.says("document.querySelector('h1').style.minWidth = '400px'");
        assert_eq!(browser.sticks_out(WIDTH), ["h1#."]);
    });
}

/// What axe-core finds that is serious or critical, in light and dark.
#[test]
fn everybody_can_use_it() {
    let stand = stand(&["--edit"]);
    for is_dark in [false, true] {
        in_browser(&stand, View { is_dark, height: 1000, ..WIDE }, "code-429001", |browser| {
            let dark = "matchMedia('(prefers-color-scheme: dark)').matches";
            assert_eq!(browser.says(dark), is_dark);
            browser.until("document.querySelectorAll('.reading').length > 0");
            browser.click("#more-filters summary");
            browser.picture(if is_dark { "dark" } else { "light" });
            assert_eq!(browser.barriers(), [""; 0]);
        });
    }
}

/// A finding that names a message that is not there stands at that message's entry.
#[test]
fn what_is_missing_is_told_where_it_is_missed() {
    let stand = stand(&[]);
    in_browser(&stand, WIDE, "code-429001", |browser| {
        let rules = "[...document.querySelectorAll('.finding')].map(it => it.dataset.rule)";
        browser.until(&format!("{rules}.includes('missing-message')"));
        browser.click(".row[data-id=code-404001]");
        browser.until("document.querySelector('#details h2').textContent.startsWith('404001')");
        assert_eq!(browser.says(&format!("{rules}.includes('missing-message')")), false);
    });
}

/// The settings and the words beside the texts are followed too.
#[test]
fn a_change_of_the_settings_appears() {
    let stand = stand(&[]);
    in_browser(&stand, WIDE, "code-404001", |browser| {
        let page = "document.getElementById('details').innerText";
        stand.write("glossary.toml", "[[term]]\nen-US = \"order\"\nde-DE = \"Auftrag\"\n");
        browser.until(&format!("{page}.includes('Auftrag')"));
        stand.write("codes.toml", "[404001]\nname = \"NoSuchOrder\"\n");
        browser.until(&format!("{page}.includes('NoSuchOrder')"));
        let policy = "[[response.pairs]]\ncode = \"number\"\ntext = \"words\"\n";
        stand.write("codeword.toml", policy);
        browser.until("document.querySelector('.after').textContent.includes('\"words\"')");
        stand.write("codeword.toml", "[catalog]\nsource = 7\n");
        browser.until("document.getElementById('refusal').innerText.includes('codeword.toml:2')");
        stand.write("codeword.toml", policy);
        browser.until("document.getElementById('refusal').hidden");
    });
}

/// The two things that every other test here relies on.
#[test]
fn a_message_in_the_console_and_a_foreign_request_are_seen() {
    let stand = stand(&[]);
    let Some(browser) = Browser::start(WIDE) else { return };
    let elsewhere = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let elsewhere = format!("http://{}", elsewhere.local_addr().unwrap());
    browser.open(&format!("http://{}/", stand.address), READY);
    assert_eq!(browser.logs().console, [""; 0]);
    // The policy of the page stops the request, and the console says so.
    browser
        .run(&format!("fetch('{elsewhere}/').catch(() => {{ document.body.id = 'stopped'; }});"));
    browser.until("document.body.id === 'stopped'");
    let console = browser.logs().console;
    assert!(console.iter().any(|it| it.contains("Content Security Policy")), "{console:?}");
    browser.open(&format!("data:text/html,<img src={elsewhere}/>"), "document.images.length === 1");
    browser.until("performance.getEntriesByType('navigation').length === 1");
    assert!(browser.logs().asked.contains(&elsewhere));
}
