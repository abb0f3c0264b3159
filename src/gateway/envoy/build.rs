//! Compiles the messages of the external processor, where the feature `envoy` is on.

#[cfg(feature = "envoy")]
const MESSAGES: [&str; 2] = ["src/gateway/envoy/ext_proc.proto", "src/gateway/envoy/health.proto"];

#[cfg(feature = "envoy")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in MESSAGES {
        println!("cargo::rerun-if-changed={file}");
    }
    let messages = protox::compile(MESSAGES, ["."])?;
    tonic_prost_build::configure()
        // Bodies and header values share the memory that they were received in.
        .bytes(".")
        // Maps of a few keys.
        .btree_map(".")
        .build_client(false)
        .compile_fds(messages)?;
    Ok(())
}

#[cfg(not(feature = "envoy"))]
fn main() {
    println!("cargo::rerun-if-changed=src/gateway/envoy/build.rs");
}
