//! A catalog that a build script embeds: what does not fit together does not compile.
//!
//! Each test has a copy of `examples/orders`, and they share what Cargo has built. For Cargo all copies are one crate,
//! and a file in one is new if it is younger than the last build, so there is one copy at a time.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;

/// A copy of the example, the only one while it is there.
struct Orders {
    folder: TempDir,
    _alone: MutexGuard<'static, ()>,
}

impl Orders {
    fn new() -> Orders {
        static ONE: Mutex<()> = Mutex::new(());
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (example, copy) = (root.join("examples/orders"), tempfile::tempdir().unwrap());
        for file in [
            "build.rs",
            "locales/codes.toml",
            "locales/de-DE/errors.ftl",
            "locales/en-US/errors.ftl",
            "src/main.rs",
        ] {
            let path = copy.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::copy(example.join(file), path).unwrap();
        }
        let manifest = fs::read_to_string(example.join("Cargo.toml")).unwrap();
        let root_path = format!("path = {:?}", root.display().to_string());
        let manifest = manifest.replace("path = \"../..\"", &root_path);
        fs::write(copy.path().join("Cargo.toml"), manifest).unwrap();
        // The versions that are here already.
        fs::copy(root.join("Cargo.lock"), copy.path().join("Cargo.lock")).unwrap();
        Orders { folder: copy, _alone: alone }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn replace(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.folder.path().join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(path, &text.replace(from, to));
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build");
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_TERM_COLOR", "never");
        // Neither the flags nor the profile of this build.
        cargo.env_remove("RUSTFLAGS").env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.env("CARGO_NET_OFFLINE", "true").args(arguments).output().unwrap()
    }

    /// What is said where it does not compile.
    fn errors(&self) -> String {
        let output = self.cargo(&["check"]);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "it compiles: {errors}");
        errors
    }

    /// What the program prints for a reader.
    fn run(&self, reader: &str) -> String {
        let output = self.cargo(&["run", "--quiet", "--", reader]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        assert_eq!(said, "", "there are warnings");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn a_mistake_in_the_program_does_not_compile() {
    for (from, to, expected) in [
        (
            "order_not_found(id)",
            "order_lost(id)",
            "cannot find function `order_lost` in module `errors`",
        ),
        ("ORDER_NOT_FOUND", "ORDER_LOST", "cannot find value `ORDER_LOST` in module `errors`"),
        (
            "order_not_found(id)",
            "order_not_found()",
            "this function takes 1 argument but 0 arguments were supplied",
        ),
        ("{ item, left }", "{ item }", "missing field `left` in initializer"),
        ("{ item, left }", "{ item, lefft: left }", "has no field named `lefft`"),
        ("{ item, left }", "{ item: left, left: item }", "`&str` is not a number"),
        ("{ item, left }", "{ item, left: \"five\" }", "`&str` is not a number"),
    ] {
        let orders = Orders::new();
        orders.replace("src/main.rs", from, to);
        let errors = orders.errors();
        assert!(errors.contains(expected), "{to}: {errors}");
    }
}

#[test]
fn a_mistake_in_the_texts_does_not_compile() {
    for (from, to, expected) in [
        (
            "code-429001 = Zu viele Bestellungen",
            "",
            "locales/de-DE/errors.ftl:2:1: `code-429001` is not translated into `de-DE`: add `code-429001 = …` after \
             `code-409002`",
        ),
        (
            "    .title = Ausverkauft",
            "",
            "locales/de-DE/errors.ftl:2:1: `code-409002` lacks the attribute `.title`",
        ),
        (
            "{ $id }",
            "{ $ID }",
            "locales/de-DE/errors.ftl:1:33: the source text has no variable `$ID`",
        ),
        ("{ $id }", "{ $id", "locales/de-DE/errors.ftl:1:36: `}` is expected here"),
    ] {
        let orders = Orders::new();
        orders.replace("locales/de-DE/errors.ftl", from, to);
        let errors = orders.errors();
        // As Cargo shows an error of a build script, and not only as a part of what the script printed.
        let expected = format!("error: orders@0.1.0: {expected}");
        assert!(errors.contains(&expected), "{to}: {errors}");
    }
    let orders = Orders::new();
    orders.replace("locales/codes.toml", "OutOfStock", "order_not_found");
    let errors = orders.errors();
    let expected = "error: orders@0.1.0: 409002 and 404001 would both be called `ORDER_NOT_FOUND`";
    assert!(errors.contains(expected), "{errors}");
}

#[test]
fn the_program_has_the_texts_and_notices_a_new_locale() {
    let orders = Orders::new();
    assert_eq!(orders.run("de, en;q=0.5"), "Von pen sind nur noch 3 da\nThere is no order 7\n");
    orders.write("locales/fr/errors.ftl", "code-409002 = Plus que { $left } { $item }\n");
    assert_eq!(orders.run("fr"), "Plus que 3 pen\nThere is no order 7\n");
    orders.replace("locales/fr/errors.ftl", "Plus que", "Il reste");
    assert_eq!(orders.run("fr"), "Il reste 3 pen\nThere is no order 7\n");
    fs::remove_dir_all(orders.folder.path().join("locales/fr")).unwrap();
    assert_eq!(orders.run("fr"), "Only 3 of pen are left\nThere is no order 7\n");
}
