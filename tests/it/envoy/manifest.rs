//! The manifests for Kubernetes have the fields of their published schemas, and name the objects of
//! `scripts/kubernetes.yaml`.

use saphyr::{LoadableYamlNode, Yaml};
use serde_json::{Value, json};

use super::kubernetes::{MANIFEST, object, text};
use super::stand::printed;

/// The fields that an object may have and their types, with `[]` for the items of a list. A name is a label
/// or several of RFC 1123, a duration is one of the Gateway API, and `any` is Envoy's own business.
type Fields = &'static [(&'static str, &'static str)];

/// From the custom resource definitions of Envoy Gateway 1.9.
const ENVOY_EXTENSION_POLICY: Fields = &[
    ("apiVersion", "gateway.envoyproxy.io/v1alpha1"),
    ("kind", "EnvoyExtensionPolicy"),
    ("metadata.name", "name"),
    ("metadata.namespace", "name"),
    ("spec.targetRefs[].group", "gateway.networking.k8s.io"),
    ("spec.targetRefs[].kind", "Gateway"),
    ("spec.targetRefs[].name", "name"),
    ("spec.extProc[].backendRefs[].group", ""),
    ("spec.extProc[].backendRefs[].kind", "Service"),
    ("spec.extProc[].backendRefs[].name", "name"),
    ("spec.extProc[].backendRefs[].namespace", "name"),
    ("spec.extProc[].backendRefs[].port", "integer"),
    ("spec.extProc[].failOpen", "boolean"),
    ("spec.extProc[].messageTimeout", "duration"),
    ("spec.extProc[].processingMode.request", "object"),
    ("spec.extProc[].processingMode.response", "object"),
    ("spec.extProc[].processingMode.allowModeOverride", "boolean"),
    ("spec.extProc[].backendSettings.circuitBreaker.maxConnections", "integer"),
    ("spec.extProc[].backendSettings.circuitBreaker.maxPendingRequests", "integer"),
    ("spec.extProc[].backendSettings.circuitBreaker.maxParallelRequests", "integer"),
    ("spec.extProc[].backendSettings.healthCheck.active.type", "GRPC"),
    ("spec.extProc[].backendSettings.healthCheck.active.grpc", "object"),
    ("spec.extProc[].backendSettings.healthCheck.active.timeout", "duration"),
    ("spec.extProc[].backendSettings.healthCheck.active.interval", "duration"),
    ("spec.extProc[].backendSettings.healthCheck.active.unhealthyThreshold", "integer"),
    ("spec.extProc[].backendSettings.healthCheck.active.healthyThreshold", "integer"),
    ("spec.extProc[].backendSettings.healthCheck.panicThreshold", "integer"),
];

const CLIENT_TRAFFIC_POLICY: Fields = &[
    ("apiVersion", "gateway.envoyproxy.io/v1alpha1"),
    ("kind", "ClientTrafficPolicy"),
    ("metadata.name", "name"),
    ("metadata.namespace", "name"),
    ("spec.targetRefs[].group", "gateway.networking.k8s.io"),
    ("spec.targetRefs[].kind", "Gateway"),
    ("spec.targetRefs[].name", "name"),
    ("spec.connection.bufferLimit", "integer"),
    ("spec.headers.earlyRequestHeaders.remove[]", "name"),
];

/// From the standard channel of the Gateway API 1.
const REFERENCE_GRANT: Fields = &[
    ("apiVersion", "gateway.networking.k8s.io/v1beta1"),
    ("kind", "ReferenceGrant"),
    ("metadata.name", "name"),
    ("metadata.namespace", "name"),
    ("spec.from[].group", "gateway.envoyproxy.io"),
    ("spec.from[].kind", "EnvoyExtensionPolicy"),
    ("spec.from[].namespace", "name"),
    ("spec.to[].group", ""),
    ("spec.to[].kind", "Service"),
    ("spec.to[].name", "name"),
];

/// From `networking/v1alpha3/envoy_filter.proto` of Istio, in JSON.
const ENVOY_FILTER: Fields = &[
    ("apiVersion", "networking.istio.io/v1alpha3"),
    ("kind", "EnvoyFilter"),
    ("metadata.name", "name"),
    ("metadata.namespace", "name"),
    ("spec.workloadSelector.labels.gateway.networking.k8s.io/gateway-name", "name"),
    ("spec.configPatches[].applyTo", "HTTP_FILTER|CLUSTER|LISTENER|ROUTE_CONFIGURATION"),
    ("spec.configPatches[].match.context", "GATEWAY"),
    ("spec.configPatches[].match.listener.filterChain.filter.name", "name"),
    ("spec.configPatches[].match.listener.filterChain.filter.subFilter.name", "name"),
    ("spec.configPatches[].patch.operation", "INSERT_BEFORE|ADD|MERGE"),
    ("spec.configPatches[].patch.value", "any"),
];

#[test]
fn the_fields_are_those_of_the_schemas() {
    let elsewhere = ["--gateway=infra/eg", "--listen=codeword.texts:50051"];
    for (configured, arguments, expected) in [
        ("envoy-gateway", &[][..], &[ENVOY_EXTENSION_POLICY, CLIENT_TRAFFIC_POLICY][..]),
        (
            "envoy-gateway",
            &elsewhere,
            &[ENVOY_EXTENSION_POLICY, CLIENT_TRAFFIC_POLICY, REFERENCE_GRANT],
        ),
        ("istio", &elsewhere, &[ENVOY_FILTER]),
    ] {
        let objects = objects(&printed(configured, arguments));
        assert_eq!(objects.len(), expected.len(), "{configured}");
        for (object, fields) in objects.iter().zip(expected) {
            let mut found = Vec::new();
            hold(object, "", fields, &mut found);
            // Each field of the table is one that is printed.
            let all = fields.iter().map(|(path, _)| (*path).to_owned());
            assert_eq!(all.filter(|path| !found.contains(path)).collect::<Vec<_>>(), [""; 0]);
        }
    }
}

/// Holds a value and all in it to a schema, and notes the fields that it has.
fn hold(value: &Value, path: &str, fields: Fields, found: &mut Vec<String>) {
    if let Some((_, kind)) = fields.iter().find(|(field, _)| *field == path) {
        let text = value.as_str().unwrap_or("\0");
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let holds = match *kind {
            "any" => value.is_object(),
            "object" => value.as_object().is_some_and(serde_json::Map::is_empty),
            "boolean" => value.is_boolean(),
            "integer" => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
            "name" => text.chars().all(|c| is_word(c) || "-._".contains(c)),
            "duration" => {
                let number = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
                let unit = &text[number.len()..];
                number.parse::<u16>().is_ok() && ["h", "m", "s", "ms"].contains(&unit)
            }
            words => words.split('|').any(|word| word == text),
        };
        assert!(holds, "{path} is {value}, and not: {kind}");
        found.push(path.to_owned());
        return;
    }
    match value {
        Value::Object(members) => {
            assert!(!members.is_empty(), "{path} is no field");
            for (name, value) in members {
                let start = if path.is_empty() { String::new() } else { format!("{path}.") };
                hold(value, &format!("{start}{name}"), fields, found);
            }
        }
        Value::Array(items) => {
            items.iter().for_each(|item| hold(item, &format!("{path}[]"), fields, found));
        }
        _ => panic!("{path} is no field"),
    }
}

#[test]
fn they_name_the_service_of_the_deployment() {
    let kubernetes = Yaml::load_from_str(MANIFEST).unwrap();
    let service = json_of(object(&kubernetes, "Service"));
    let (name, port) = (&service["metadata"]["name"], &service["spec"]["ports"][0]["port"]);

    let policy = &objects(&printed("envoy-gateway", &[]))[0];
    let backend = &policy["spec"]["extProc"][0]["backendRefs"][0];
    assert_eq!((&backend["name"], &backend["port"]), (name, port));

    let filter = printed("istio", &[]);
    let host = format!("{}.default.svc.cluster.local", name.as_str().unwrap());
    let socket = json!({ "socket_address": { "address": host, "port_value": port } });
    assert!(filter.contains(&format!("- endpoint: {{address: {socket}}}\n")), "{filter}");
    // Without the certificate of the mesh, since this cluster has none.
    let labels = &object(&kubernetes, "Deployment")["spec"]["template"]["metadata"]["labels"];
    assert_eq!(labels["sidecar.istio.io/inject"].as_str(), Some("false"));
}

/// What the pages show of the command is what it takes.
#[test]
fn the_pages_print_what_they_say() {
    for (page, expected) in [
        (include_str!("../../../src/gateway/envoy/envoy.md"), 1),
        (include_str!("../../../src/gateway/envoy/envoy-gateway.md"), 1),
        (include_str!("../../../src/gateway/envoy/istio.md"), 1),
        (MANIFEST, 3),
    ] {
        let commands =
            page.lines().filter_map(|line| line.split_once("codeword envoy --print-config "));
        let commands: Vec<&str> = commands
            .filter_map(|(start, rest)| start.chars().all(|c| " #".contains(c)).then_some(rest))
            .collect();
        assert_eq!(commands.len(), expected, "{page}");
        for command in commands {
            let arguments = command.split(['|', '>']).next().unwrap().split_whitespace();
            let mut arguments: Vec<&str> = arguments.collect();
            let configured =
                if arguments[0].starts_with("--") { "envoy" } else { arguments.remove(0) };
            assert!(!objects(&printed(configured, &arguments)).is_empty(), "{command}");
        }
    }
}

/// The objects of a file in YAML.
pub(super) fn objects(yaml: &str) -> Vec<Value> {
    Yaml::load_from_str(yaml).unwrap().iter().map(json_of).collect()
}

fn json_of(yaml: &Yaml<'_>) -> Value {
    if let Some(items) = yaml.as_sequence() {
        return items.iter().map(json_of).collect();
    }
    if let Some(members) = yaml.as_mapping() {
        let member = |(name, value)| (text(name).to_owned(), json_of(value));
        return members.iter().map(member).collect();
    }
    let integer = yaml.as_integer().map(Value::from);
    let scalar = integer.or_else(|| yaml.as_bool().map(Value::from));
    scalar.unwrap_or_else(|| text(yaml).into())
}
