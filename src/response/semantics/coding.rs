//! [`Coding`]: how the content of a response is coded (RFC 9110 §8.4), and how to read it all the same.

use std::io::Read;

use bytes::Bytes;
use flate2::bufread::MultiGzDecoder;

/// The codings whose content is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// None.
    Identity,
    /// Gzip (RFC 9110 §8.4.1.3).
    Gzip,
}

impl Coding {
    /// The coding that the members of Content-Encoding name; `None` if they name another one, or several.
    pub(crate) fn of<'m>(members: impl Iterator<Item = &'m str>) -> Option<Coding> {
        let is = |member: &str, name: &str| member.eq_ignore_ascii_case(name);
        let mut coded = members.filter(|member| !is(member, "identity"));
        match (coded.next(), coded.next()) {
            (None, _) => Some(Coding::Identity),
            (Some(name), None) if is(name, "gzip") || is(name, "x-gzip") => Some(Coding::Gzip),
            _ => None,
        }
    }

    /// The content without its coding; `None` if it is broken, or more than so many bytes.
    pub(crate) fn decode(self, content: &Bytes, limit: usize) -> Option<Bytes> {
        match self {
            Coding::Identity => Some(content.clone()),
            Coding::Gzip => gunzip(content, limit).map(Bytes::from),
        }
    }
}

/// Nothing is reserved beforehand, and reading ends one byte past the limit, however much there is.
fn gunzip(content: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    let most = u64::try_from(limit).ok()?.saturating_add(1);
    MultiGzDecoder::new(content).take(most).read_to_end(&mut decoded).ok()?;
    (decoded.len() <= limit).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn one_coding_is_known() {
        for (members, expected) in [
            (&[][..], Some(Coding::Identity)),
            (&["identity"], Some(Coding::Identity)),
            (&["GZip"], Some(Coding::Gzip)),
            (&["x-gzip", "identity"], Some(Coding::Gzip)),
            (&["gzip", "gzip"], None),
            (&["br"], None),
            (&["zstd", "gzip"], None),
        ] {
            assert_eq!(Coding::of(members.iter().copied()), expected, "{members:?}");
        }
    }

    #[test]
    fn a_limit_ends_the_reading() {
        let bomb = Bytes::from(gzip(&vec![b' '; 10_000_000]));
        assert!(bomb.len() < 100_000);
        assert_eq!(Coding::Gzip.decode(&bomb, 1000), None);

        let small = Bytes::from(gzip(b"12345"));
        assert_eq!(Coding::Gzip.decode(&small, 5).as_deref(), Some(&b"12345"[..]));
        assert_eq!(Coding::Gzip.decode(&small, 4), None);
    }

    #[test]
    fn several_members_are_one_content() {
        let members = Bytes::from([gzip(b"one "), gzip(b"two")].concat());
        assert_eq!(Coding::Gzip.decode(&members, 100).as_deref(), Some(&b"one two"[..]));
    }

    #[test]
    fn what_is_broken_has_no_content() {
        let whole = gzip(b"whole");
        for end in 0..whole.len() {
            let cut = Bytes::copy_from_slice(&whole[..end]);
            assert_eq!(Coding::Gzip.decode(&cut, 100), None, "cut at {end}");
        }
        let mut wrong = whole;
        let checksum = wrong.len() - 8;
        wrong[checksum] ^= 1;
        assert_eq!(Coding::Gzip.decode(&wrong.into(), 100), None);
        assert_eq!(Coding::Gzip.decode(&Bytes::from_static(b"{\"code\":1}"), 100), None);
    }
}
