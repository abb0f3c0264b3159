//! The Kubernetes manifest fits the command: its container starts, with its arguments and its files, and
//! answers at its ports; and so does the sidecar of the page.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use codeword::{Catalog, Source};
use http::Request;
use saphyr::{LoadableYamlNode, Yaml};
use tokio::net::TcpStream;

use super::process::Process;
use super::stand::send;

pub(super) const MANIFEST: &str = include_str!("../../../scripts/kubernetes.yaml");

/// The object of a kind.
pub(super) fn object<'m>(manifest: &'m [Yaml<'m>], kind: &str) -> &'m Yaml<'m> {
    let mut found = manifest.iter().filter(|object| object["kind"].as_str() == Some(kind));
    let (Some(object), None) = (found.next(), found.next()) else { panic!("one {kind}") };
    object
}

pub(super) fn text<'m>(yaml: &'m Yaml<'m>) -> &'m str {
    yaml.as_str().unwrap_or_else(|| panic!("a text: {yaml:?}"))
}

/// The port of the container that has a name.
fn port(container: &Yaml<'_>, name: &str) -> u16 {
    let mut ports = container["ports"].as_sequence().unwrap().iter();
    let port = ports.find(|port| text(&port["name"]) == name).expect("a port of that name");
    port["containerPort"].as_integer().unwrap().try_into().unwrap()
}

#[tokio::test]
async fn the_container_starts_and_answers() {
    let manifest = Yaml::load_from_str(MANIFEST).unwrap();
    let pod = &object(&manifest, "Deployment")["spec"]["template"];
    let container = &pod["spec"]["containers"][0];
    let folder = tempfile::tempdir().unwrap();
    mount(&manifest, &pod["spec"], folder.path());

    // The same arguments, but with the folder that stands for the mount, and ports that are free.
    let mounted = text(&container["volumeMounts"][0]["mountPath"]);
    let ports = ["grpc", "admin"].map(|name| port(container, name));
    let arguments = container["args"].as_sequence().unwrap().iter().map(text).map(|argument| {
        let argument = argument.replace(mounted, folder.path().to_str().unwrap());
        let [grpc, admin] = ports.map(|port| format!("0.0.0.0:{port}"));
        argument.replace(&grpc, "127.0.0.1:0").replace(&admin, "127.0.0.1:0")
    });
    let arguments: Vec<String> = arguments.collect();
    assert_eq!(arguments.iter().filter(|argument| argument.ends_with(":0")).count(), 2);
    assert_eq!(text(&container["command"][0]), "codeword");
    let (_process, admin, grpc) = start(&arguments);
    TcpStream::connect(grpc).await.unwrap();

    let annotation = |name: &str| &pod["metadata"]["annotations"][name];
    let scraped: u16 = text(annotation("prometheus.io/port")).parse().unwrap();
    for probe in ["livenessProbe", "readinessProbe"] {
        let asked = &container[probe]["httpGet"];
        assert_eq!(port(container, text(&asked["port"])), scraped, "{probe}");
        let response = send(admin, Request::get(text(&asked["path"])).body(())).await.unwrap();
        assert_eq!(response.status(), 200, "{probe}");
    }
    let path = text(annotation("prometheus.io/path"));
    let metrics = send(admin, Request::get(path).body(())).await.unwrap();
    let metrics = String::from_utf8(metrics.into_body().to_vec()).unwrap();
    assert!(metrics.contains("\ncodeword_catalog_generation 1\n"), "{metrics}");
    let image = format!("codeword:{}", env!("CARGO_PKG_VERSION"));
    assert_eq!(text(&container["image"]), image);
}

/// Starts the command with these arguments, among them `--log=json`, and returns where it answers operators
/// and Envoy.
pub(super) fn start(arguments: &[String]) -> (Process, SocketAddr, SocketAddr) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codeword"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = Process(command.spawn().unwrap());
    let mut said = BufReader::new(process.0.stderr.take().unwrap()).lines().map(Result::unwrap);
    let mut address = |start: &str| -> SocketAddr {
        let line = said.next().expect("a line with an address");
        line.strip_prefix(start).unwrap_or_else(|| panic!("{line}")).parse().unwrap()
    };
    let admin = address("codeword: answering operators at http://");
    let envoy = address("codeword: answering Envoy at ");
    // Its log is of objects, and begins with the catalog.
    let log = BufReader::new(process.0.stdout.take().unwrap()).lines().next().unwrap().unwrap();
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["target"], "codeword::catalog", "{log}");
    (process, admin, envoy)
}

/// Puts the files of the volume where the container sees them.
fn mount(manifest: &[Yaml<'_>], pod: &Yaml<'_>, folder: &Path) {
    let map = object(manifest, "ConfigMap");
    let volume = &pod["volumes"][0];
    assert_eq!(volume["name"], pod["containers"][0]["volumeMounts"][0]["name"]);
    assert_eq!(volume["configMap"]["name"], map["metadata"]["name"]);
    for (key, content) in map["data"].as_mapping().unwrap() {
        fs::write(folder.join(text(key)), text(content)).unwrap();
    }
    let catalog = Catalog::builder().source(Source::folder(folder)).build().unwrap();
    let locales: Vec<String> = catalog.locales().iter().map(ToString::to_string).collect();
    assert_eq!(locales, ["en-US", "zh-CN"]);
}

/// The container that the page puts beside a server starts, and answers at its ports.
#[cfg(feature = "proxy")]
#[tokio::test]
async fn the_sidecar_of_the_page_starts() {
    let page = include_str!("../../../src/gateway/gateway.md");
    let (_, block) = page.split_once("```yaml\n").unwrap();
    let containers = Yaml::load_from_str(block.split_once("```").unwrap().0).unwrap();
    let container = &containers[0][0];
    let mounted = text(&container["volumeMounts"][0]["mountPath"]);
    let texts = concat!(env!("CARGO_MANIFEST_DIR"), "/locales");
    let ports = ["http", "admin"].map(|name| format!("0.0.0.0:{}", port(container, name)));
    let arguments = container["args"].as_sequence().unwrap().iter().map(text).map(|argument| {
        let argument = argument.replace(mounted, texts);
        ports.iter().fold(argument, |argument, port| argument.replace(port, "127.0.0.1:0"))
    });
    let arguments: Vec<String> = arguments.collect();
    assert_eq!(arguments.iter().filter(|argument| argument.ends_with(":0")).count(), 2);
    let mut command = Command::new(env!("CARGO_BIN_EXE_codeword"));
    command.args(&arguments).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = Process(command.spawn().unwrap());
    let mut said = BufReader::new(process.0.stderr.take().unwrap()).lines().map(Result::unwrap);
    let admin = said.next().unwrap();
    let admin = admin.strip_prefix("codeword: answering operators at http://").unwrap().parse();
    assert!(said.next().unwrap().contains("proxying http://127.0.0.1:"));
    for probe in ["livenessProbe", "readinessProbe"] {
        let asked = &container[probe]["httpGet"];
        assert_eq!(asked["port"].as_str(), Some("admin"), "{probe}");
        let request = Request::get(text(&asked["path"])).body(());
        let response = send(*admin.as_ref().unwrap(), request).await.unwrap();
        assert_eq!(response.status(), 200, "{probe}");
    }
}

#[test]
fn the_service_leads_to_the_container() {
    let manifest = Yaml::load_from_str(MANIFEST).unwrap();
    let deployment = &object(&manifest, "Deployment")["spec"];
    let service = &object(&manifest, "Service")["spec"];
    let labels = deployment["template"]["metadata"]["labels"].as_mapping().unwrap();
    for selector in [&service["selector"], &deployment["selector"]["matchLabels"]] {
        let mut chosen = selector.as_mapping().unwrap().iter();
        assert!(chosen.len() > 0 && chosen.all(|(name, value)| labels.get(name) == Some(value)));
    }
    let container = &deployment["template"]["spec"]["containers"][0];
    let reached = &service["ports"][0];
    assert_eq!(port(container, text(&reached["targetPort"])), 50051);
    // A service without an address of its own leads to the ports of its pods as they are.
    assert_eq!(reached["port"].as_integer(), Some(50051));

    // Requests in flight have the time that the command gives them.
    let grace = container["args"].as_sequence().unwrap().iter();
    let grace = grace.map(text).find_map(|argument| argument.strip_prefix("--grace=")).unwrap();
    let seconds = deployment["template"]["spec"]["terminationGracePeriodSeconds"].as_integer();
    assert!(seconds > Some(grace.parse().unwrap()));
}
