//! The bodies: an error, a batch of errors, and a long answer without one.

use bytes::Bytes;

/// 70 bytes.
pub fn error() -> Bytes {
    let body = r#"{"code":400202,"info":"not found resource: service default/orders-v2"}"#;
    assert_eq!(body.len(), 70);
    Bytes::from_static(body.as_bytes())
}

/// 72 KB, a hundred texts.
pub fn batch() -> Bytes {
    let answers: Vec<String> = (0..100)
        .map(|index| {
            let code = [400142, 400202, 401002][index % 3];
            let instance = instance(index);
            format!(r#"{{"code":{code},"info":"not found resource","instance":{instance}}}"#)
        })
        .collect();
    let answers = answers.join(",");
    let body = format!(r#"{{"code":400202,"info":"failed","size":100,"responses":[{answers}]}}"#);
    assert!((70_000..74_000).contains(&body.len()), "{}", body.len());
    body.into()
}

/// 5 MB, the one pair at the beginning.
pub fn success() -> Bytes {
    let instances: Vec<String> = (0..7_700).map(instance).collect();
    let instances = instances.join(",");
    let body = format!(r#"{{"code":200000,"info":"execute success","instances":[{instances}]}}"#);
    assert!((4_900_000..5_300_000).contains(&body.len()), "{}", body.len());
    body.into()
}

/// An instance as the server of the shipped codes describes it.
fn instance(index: usize) -> String {
    format!(
        r#"{{"id":"{:032x}","service":"orders.checkout.v{index}","namespace":"Production","vpc_id":"vpc-2k3j4h5","host":"10.24.{}.17","port":8080,"protocol":"grpc","version":"1.14.{}","priority":0,"weight":100,"enable_health_check":true,"health_check":{{"type":"HEARTBEAT","heartbeat":{{"ttl":5}}}},"healthy":true,"isolate":false,"location":{{"region":"ap-guangzhou","zone":"ap-guangzhou-3","campus":"a"}},"metadata":{{"build":"{:040x}","owner":"团队甲","pod":"orders-checkout-5d8c7b9f4-x2x7q"}},"logic_set":"default","ctime":"2024-11-02 10:15:42","mtime":"2024-11-05 18:42:07","revision":"{:032x}"}}"#,
        index * 7919,
        index % 256,
        index % 100,
        index * 104_729,
        index * 1_299_709,
    )
}
