//! A gRPC service whose statuses are said to their readers: by a client of tonic, and by one of Python.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::process::Command;
use std::task::{Context, Poll};

use codeword::response::tonic::{StatusLayer, with_domain};
use codeword::response::{Localizer, Outcome, Policy};
use codeword::{Catalog, Code, Source};
use http::uri::PathAndQuery;
use tokio::net::TcpListener;
use tonic::body::Body;
use tonic::codegen::BoxFuture;
use tonic::server::NamedService;
use tonic::transport::{Channel, Server};
use tonic::{Request, Response, Status, client, server};
use tonic_prost::ProstCodec;
use tonic_types::{ErrorDetails, StatusExt};
use tower::{Service, service_fn};

fn catalog() -> Catalog {
    let files = [
        (
            "en-US/errors.ftl",
            "code-404001 = There is no order { $id }
code-409002 = { $left ->
    [one] One item is left
   *[other] { $left } items are left
 }
code-x = Only English",
        ),
        (
            "de-DE/errors.ftl",
            "code-404001 = Die Bestellung { $id } gibt es nicht
code-409002 = { $left ->
    [one] Noch ein Stück
   *[other] Noch { $left } Stück
 }",
        ),
        ("fr-FR/errors.ftl", "code-404001 = Pas de commande { $id }"),
    ];
    Catalog::builder().source(Source::files(files)).default_locale("en-US").build().unwrap()
}

/// The status of an order, by its name.
fn status(order: &str) -> Status {
    let catalog = catalog();
    match order {
        "sold out" => catalog.coded(409002).with("left", 1).into(),
        "english" => catalog.coded(Code::from_static("x")).into(),
        "incomplete" => catalog.coded(404001).into(),
        "unknown" => Catalog::embedded().coded(401004).into(),
        "plain" => Status::internal("a bug"),
        "said" => {
            let mut details =
                ErrorDetails::with_error_info("404001", "", [("id".into(), "7".into())]);
            details.set_localized_message("it", "Nessun ordine 7").set_request_info("r-1", "");
            Status::with_error_details(tonic::Code::NotFound, "no order", details)
        }
        "garbage" => {
            Status::with_details(tonic::Code::NotFound, "no order", b"\xFF\xFF"[..].into())
        }
        "large" => catalog.coded(404001).with("id", "x".repeat(2100)).into(),
        order => with_domain(&catalog.coded(404001).with("id", order), "shop.example.com"),
    }
}

/// A service that finds no order: `Find` fails at once, `Watch` after a message.
#[derive(Clone)]
struct Orders;

impl NamedService for Orders {
    const NAME: &'static str = "shop.Orders";
}

impl Service<http::Request<Body>> for Orders {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<http::Response<Body>, Infallible>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        Box::pin(async move {
            let mut grpc = server::Grpc::new(ProstCodec::<String, String>::default());
            Ok(match request.uri().path() {
                "/shop.Orders/Find" => {
                    let find = service_fn(async |request: Request<String>| {
                        Err::<Response<String>, _>(status(request.get_ref()))
                    });
                    grpc.unary(find, request).await
                }
                _ => {
                    let watch = service_fn(async |request: Request<String>| {
                        let items = [Ok("first".to_owned()), Err(status(request.get_ref()))];
                        Ok::<_, Status>(Response::new(tokio_stream::iter(items)))
                    });
                    grpc.server_streaming(watch, request).await
                }
            })
        })
    }
}

/// Starts the service, and says where.
async fn start(localizer: Localizer) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let incoming = tonic::transport::server::TcpIncoming::from(listener);
    let server = Server::builder().layer(StatusLayer::new(localizer)).add_service(Orders);
    tokio::spawn(async move { server.serve_with_incoming(incoming).await.unwrap() });
    address
}

/// The status that a reader gets: from the head of `Find`, or from the trailers of `Watch`.
async fn ask(address: SocketAddr, method: &str, order: &str, languages: &str) -> Status {
    let channel = Channel::from_shared(format!("http://{address}")).unwrap();
    let mut grpc = client::Grpc::new(channel.connect().await.unwrap());
    grpc.ready().await.unwrap();
    let mut request = Request::new(order.to_owned());
    request.metadata_mut().insert("accept-language", languages.parse().unwrap());
    let path = PathAndQuery::try_from(format!("/shop.Orders/{method}")).unwrap();
    let codec = ProstCodec::<String, String>::default();
    if method == "Find" {
        return grpc.unary(request, path, codec).await.unwrap_err();
    }
    let mut stream = grpc.server_streaming(request, path, codec).await.unwrap().into_inner();
    assert_eq!(stream.message().await.unwrap().as_deref(), Some("first"));
    stream.message().await.unwrap_err()
}

#[tokio::test]
async fn a_status_has_the_words_of_its_reader() {
    let localizer = Localizer::new(catalog(), Policy::default());
    let address = start(localizer.clone()).await;
    for (order, languages, code, words) in [
        (
            "7-A",
            "de, en;q=0.5",
            tonic::Code::NotFound,
            Some(("de-DE", "Die Bestellung 7-A gibt es nicht")),
        ),
        ("7", "ja", tonic::Code::NotFound, Some(("en-US", "There is no order 7"))),
        // Metadata are texts, and plurals are right all the same.
        ("sold out", "de", tonic::Code::Aborted, Some(("de-DE", "Noch ein Stück"))),
        // What German and French lack is English.
        ("english", "de, fr", tonic::Code::Unknown, Some(("en-US", "Only English"))),
        ("sold out", "fr, de;q=0.5", tonic::Code::Aborted, Some(("de-DE", "Noch ein Stück"))),
        ("said", "de", tonic::Code::NotFound, Some(("de-DE", "Die Bestellung 7 gibt es nicht"))),
        // The catalog knows no better.
        ("said", "ja", tonic::Code::NotFound, Some(("it", "Nessun ordine 7"))),
        ("incomplete", "de", tonic::Code::NotFound, None),
        ("unknown", "de", tonic::Code::Unauthenticated, None),
        ("plain", "de", tonic::Code::Internal, None),
        ("garbage", "de", tonic::Code::NotFound, None),
        ("large", "de", tonic::Code::NotFound, None),
    ] {
        for method in ["Find", "Watch"] {
            let found = ask(address, method, order, languages).await;
            assert_eq!(found.code(), code, "{method} {order}");
            let sent = status(order);
            assert_eq!(found.message(), sent.message());
            let localized = found.get_details_localized_message();
            let localized = localized.as_ref().map(|it| (&*it.locale, &*it.message));
            assert_eq!(localized, words, "{method} {order} {languages}");
            // Whatever else there is stays.
            let rest = |status: &Status| {
                let details = status.get_error_details();
                format!("{:?} {:?}", details.error_info(), details.request_info())
            };
            assert_eq!(rest(&found), rest(&sent));
            if words.is_none() {
                assert_eq!(found.details(), sent.details());
            }
        }
    }
    assert_eq!(localizer.counted(Outcome::Incomplete), 2);
    assert_eq!(localizer.counted(Outcome::UnknownCode), 2);
}

#[test]
fn details_that_are_not_base64_pass() {
    use http_body_util::Empty;
    use tower::{Layer, ServiceExt};

    let service = service_fn(async |_: http::Request<()>| {
        let response = http::Response::builder()
            .header("grpc-status", "5")
            .header("grpc-status-details-bin", "no base64!")
            .header("x-other", "stays");
        Ok::<_, Infallible>(response.body(Empty::<bytes::Bytes>::new()).unwrap())
    });
    let layer = StatusLayer::new(Localizer::new(catalog(), Policy::default()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let response = runtime.block_on(layer.layer(service).oneshot(http::Request::new(()))).unwrap();
    assert_eq!(response.headers()["grpc-status-details-bin"], "no base64!");
    assert_eq!(response.headers()["x-other"], "stays");
}

#[test]
fn a_policy_may_leave_codes_alone() {
    let policy =
        Policy::default().codes(["card_*".parse::<codeword::response::CodePattern>().unwrap()]);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let found = runtime.block_on(async {
        let address = start(Localizer::new(catalog(), policy)).await;
        ask(address, "Find", "7-A", "de").await
    });
    assert!(found.get_details_localized_message().is_none());
}

/// Needs `grpcio-status` in `target/venv`, which `scripts/test` puts there; without it, the test says so and passes,
/// unless `CODEWORD_REQUIRE_GRPC` is set.
#[test]
fn a_client_of_python_reads_the_same() {
    let python = concat!(env!("CARGO_MANIFEST_DIR"), "/target/venv/bin/python");
    let is_there = Command::new(python).args(["-c", "import grpc_status"]).output();
    if !is_there.is_ok_and(|output| output.status.success()) {
        let is_required = std::env::var_os("CODEWORD_REQUIRE_GRPC").is_some();
        assert!(!is_required, "no grpcio-status in target/venv: run scripts/test");
        eprintln!("skipped: no grpcio-status in target/venv, which scripts/test installs");
        return;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let address = runtime.block_on(start(Localizer::new(catalog(), Policy::default())));
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/tonic/client.py");
    for (method, first) in [("Find", ""), ("Watch", "message first\n")] {
        let output = Command::new(python)
            .args([script, &address.to_string(), method, "de, en;q=0.5"])
            .output()
            .unwrap();
        let expected = format!(
            "{first}NOT_FOUND There is no order 7-A\n\
             ErrorInfo reason: \"404001\" domain: \"shop.example.com\" metadata {{   key: \"id\"   value: \"7-A\" }}\n\
             LocalizedMessage locale: \"de-DE\" message: \"Die Bestellung 7-A gibt es nicht\"\n"
        );
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{errors}");
    }
}
