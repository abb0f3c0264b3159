//! The manifests for Kubernetes make of a real Envoy one that localizes: what Istio and Envoy Gateway do with
//! them is done here.

use http::Request;
use serde_json::{Value, json};

use super::manifest::objects;
use super::stand::{Stand, printed};
use super::upstream::{self, LOCALIZED, SUCCESS};

/// A real Envoy whose configuration is patched as Istio would patch it takes that, and localizes.
#[tokio::test]
async fn an_envoy_of_istio_localizes() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::configured(upstream, &[], of_istio).await else { return };
    look(&stand).await;
}

/// The same of one whose filter is as Envoy Gateway makes it of the policy.
#[tokio::test]
async fn an_envoy_of_envoy_gateway_localizes() {
    let (upstream, _) = upstream::start().await;
    let Some(stand) = Stand::configured(upstream, &[], of_envoy_gateway).await else { return };
    look(&stand).await;
}

/// What readers get where each answer is shown to the processor.
async fn look(stand: &Stand) {
    for (path, expected) in [("/error", LOCALIZED), ("/chunked", LOCALIZED), ("/success", SUCCESS)]
    {
        let response = stand.get(path).await;
        assert_eq!(response.body(), expected, "{path}");
        let is_kept = response.headers().get("etag").is_some_and(|tag| tag == "\"1\"");
        assert_eq!(is_kept, path == "/success", "{path}");
    }
    // Without a matcher, the processor sees the success too.
    assert_eq!(stand.counted("streams_started").await, 3);
    assert_eq!(stand.counted("streams_failed").await, 0);
    let request = Request::get("/accept-encoding").header("accept-encoding", "br, gzip").body(());
    assert_eq!(stand.send(request).await.body(), "false");
}

/// An Envoy without a processor, patched by the manifest, and with the processor of the stand.
fn of_istio(plain: String) -> String {
    let mut envoy = objects(&plain).remove(0);
    let processor = without_processor(&mut envoy);
    for patch in objects(&printed("istio", &[]))[0]["spec"]["configPatches"].as_array().unwrap() {
        let value = patch["patch"]["value"].clone();
        match (patch["applyTo"].as_str().unwrap(), patch["patch"]["operation"].as_str().unwrap()) {
            ("HTTP_FILTER", "INSERT_BEFORE") => {
                let filters =
                    connection_manager(&mut envoy)["http_filters"].as_array_mut().unwrap();
                let next =
                    &patch["match"]["listener"]["filterChain"]["filter"]["subFilter"]["name"];
                let place = filters.iter().position(|filter| filter["name"] == *next).unwrap();
                filters.insert(place, value);
            }
            ("CLUSTER", "ADD") => clusters(&mut envoy).push(value),
            ("LISTENER", "MERGE") => merge(listener(&mut envoy), value),
            ("ROUTE_CONFIGURATION", "MERGE") => {
                merge(&mut connection_manager(&mut envoy)["route_config"], value);
            }
            other => panic!("{other:?}"),
        }
    }
    let added = clusters(&mut envoy).last_mut().unwrap();
    added["type"] = processor["type"].clone();
    added["load_assignment"] = processor["load_assignment"].clone();
    // A busy machine takes longer than the manifest allows.
    let envoy = envoy.to_string();
    assert!(envoy.contains(r#""message_timeout":"0.2s""#), "{envoy}");
    envoy.replace(r#""message_timeout":"0.2s""#, r#""message_timeout":"60s""#)
}

/// An Envoy without a processor, with what Envoy Gateway makes of the policies, and with the processor of the
/// stand.
fn of_envoy_gateway(plain: String) -> String {
    const NAME: &str =
        "envoy.filters.http.ext_proc/envoyextensionpolicy/default/codeword/extproc/0";
    const TYPES: &str = "type.googleapis.com/envoy";
    let mut envoy = objects(&plain).remove(0);
    let processor = without_processor(&mut envoy);
    let [extension, client] = &objects(&printed("envoy-gateway", &[]))[..] else { panic!() };
    let (extension, client) = (&extension["spec"]["extProc"][0], &client["spec"]);
    // An empty object asks for the head alone, and none for nothing.
    let mode = &extension["processingMode"];
    assert_eq!((&mode["request"], &mode["response"]), (&json!({}), &json!({})));
    assert_eq!(extension["messageTimeout"], "200ms");
    let filter = json!({
        "name": NAME,
        "disabled": true,
        "typed_config": {
            "@type": format!("{TYPES}.extensions.filters.http.ext_proc.v3.ExternalProcessor"),
            "grpc_service": {"envoy_grpc": {"cluster_name": processor["name"]}, "timeout": "10s"},
            "failure_mode_allow": extension["failOpen"],
            // A busy machine takes longer than the policy allows.
            "message_timeout": "60s",
            "allow_mode_override": mode["allowModeOverride"],
            "processing_mode": {
                "request_header_mode": "SEND",
                "response_header_mode": "SEND",
                "request_body_mode": "NONE",
                "response_body_mode": "NONE",
                "request_trailer_mode": "SKIP",
                "response_trailer_mode": "SKIP",
            },
        },
    });
    let removed = client["headers"]["earlyRequestHeaders"]["remove"].as_array().unwrap();
    let mutations: Vec<Value> = removed.iter().map(|name| json!({ "remove": name })).collect();
    let early =
        format!("{TYPES}.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation");
    let manager = connection_manager(&mut envoy);
    manager["http_filters"].as_array_mut().unwrap().insert(0, filter);
    manager["early_header_mutation_extensions"] = json!([{
        "name": "envoy.http.early_header_mutation.header_mutation",
        "typed_config": {"@type": early, "mutations": mutations},
    }]);
    // A filter is on only where a route turns it on.
    let routes = &mut manager["route_config"]["virtual_hosts"][0]["routes"];
    for route in routes.as_array_mut().unwrap() {
        let on = json!({"@type": format!("{TYPES}.config.route.v3.FilterConfig"), "config": {}});
        route["typed_per_filter_config"] = json!({ NAME: on });
    }
    let buffer = client["connection"]["bufferLimit"].clone();
    listener(&mut envoy)["per_connection_buffer_limit_bytes"] = buffer;
    clusters(&mut envoy).push(processor);
    envoy.to_string()
}

/// Takes everything out that makes an Envoy ask the processor, and returns its cluster.
fn without_processor(envoy: &mut Value) -> Value {
    listener(envoy).as_object_mut().unwrap().remove("per_connection_buffer_limit_bytes").unwrap();
    let manager = connection_manager(envoy);
    let routes = manager["route_config"].as_object_mut().unwrap();
    routes.remove("request_headers_to_remove").unwrap();
    let filters = manager["http_filters"].as_array_mut().unwrap();
    filters.retain(|filter| filter["name"] != "codeword");
    assert_eq!(filters.len(), 1);
    let clusters = clusters(envoy);
    let place = clusters.iter().position(|cluster| cluster["name"] == "codeword").unwrap();
    clusters.remove(place)
}

fn listener(envoy: &mut Value) -> &mut Value {
    &mut envoy["static_resources"]["listeners"][0]
}

fn connection_manager(envoy: &mut Value) -> &mut Value {
    &mut listener(envoy)["filter_chains"][0]["filters"][0]["typed_config"]
}

fn clusters(envoy: &mut Value) -> &mut Vec<Value> {
    envoy["static_resources"]["clusters"].as_array_mut().unwrap()
}

/// Sets the members that a patch has.
fn merge(into: &mut Value, patch: Value) {
    let Value::Object(members) = patch else { panic!("{patch}") };
    into.as_object_mut().unwrap().extend(members);
}
