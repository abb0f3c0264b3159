//! The plugins for APISIX and Kong, on real nginx and with stubs of the functions of those servers that they call:
//! they answer as the two lines of plain nginx do.

use std::fs;

use super::super::wire::{Answer, ask};
use super::beside_proxy::{POLICY, upstream};
use super::cases::cases;
use super::nginx::{Nginx, Setup};
use crate::proxy::run;

/// The conf of `broken` names a file that is not there.
const PLACES: &str = r#"
    location ~ ^/(?<number>\d+)/apisix$ {
        proxy_pass http://server/$number$is_args$args;
        header_filter_by_lua_block { require("plugins").apisix_header_filter() }
        body_filter_by_lua_block { require("plugins").apisix_body_filter() }
    }
    location ~ ^/(?<number>\d+)/kong$ {
        proxy_pass http://server/$number$is_args$args;
        header_filter_by_lua_block { require("plugins").kong_header_filter() }
        body_filter_by_lua_block { require("plugins").kong_body_filter() }
    }
    location = /broken/apisix {
        proxy_pass http://server/0;
        header_filter_by_lua_block { require("plugins").apisix_header_filter(broken) }
        body_filter_by_lua_block { require("plugins").apisix_body_filter(broken) }
    }
    location = /broken/kong {
        proxy_pass http://server/0;
        header_filter_by_lua_block { require("plugins").kong_header_filter(broken) }
        body_filter_by_lua_block { require("plugins").kong_body_filter(broken) }
    }
"#;

fn compared(answer: Answer) -> (u16, Vec<(String, String)>, String) {
    let headers = answer.headers.iter().filter(|(name, _)| name != "date");
    (answer.status, headers.cloned().collect(), answer.text())
}

#[test]
fn the_plugins_of_apisix_and_kong_answer_as_plain_nginx_does() {
    run(async {
        let upstream = upstream().await;
        let folder = tempfile::tempdir().unwrap();
        super::nginx::open_to_workers(folder.path());
        let file = folder.path().join("codeword.toml");
        fs::write(&file, POLICY).unwrap();
        let begin = format!(
            "require(\"plugins\").begin({file:?})\nbroken = {{ policy = \"/srv/none.toml\", follow = 1 }}"
        );
        let setup = Setup { upstream: upstream.address, configuration: POLICY, places: PLACES };
        let Some(nginx) = Nginx::start_with(setup, &begin).await else { return };
        for (number, case) in cases().iter().enumerate() {
            let plain = case.request(number);
            let of = |server: &str| {
                plain.replacen(&number.to_string(), &format!("{number}/{server}"), 1)
            };
            let (plain, apisix, kong) = tokio::join!(
                ask(nginx.address, &plain),
                ask(nginx.address, of("apisix")),
                ask(nginx.address, of("kong")),
            );
            let expected = compared(plain);
            assert_eq!(compared(apisix), expected, "{} in APISIX", case.name);
            assert_eq!(compared(kong), expected, "{} in Kong", case.name);
        }
        assert_eq!(nginx.log(), "");

        // What cannot be opened leaves responses as they are, and says so.
        for path in ["/broken/apisix", "/broken/kong"] {
            assert!(nginx.get(path).await.text().contains("too many heartbeats: x"), "{path}");
            assert!(
                nginx.log().contains("leaves responses as they are: /srv/none.toml"),
                "{}",
                nginx.log()
            );
        }
    });
}
