//! [`Frames`]: the frames of a body that waits, in little more memory than their bytes.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};
use http_body::Frame;

/// Data as long as this stays in its frame; shorter data is copied behind the data before, in bytes.
///
/// A frame takes about a hundred bytes, and may keep alive the buffer that it was read into: a body that
/// comes byte by byte would take many times its size.
const KEPT: usize = 1024;

/// The frames of a body that waits.
#[derive(Debug, Default)]
pub(super) struct Frames {
    frames: VecDeque<Frame<Bytes>>,
    /// What follows the frames.
    copied: BytesMut,
    size: usize,
}

impl Frames {
    /// Adds a frame behind the others. The first is never copied: mostly, it is the whole body.
    pub(super) fn push(&mut self, frame: Frame<Bytes>) {
        match frame.data_ref() {
            Some(data) if data.is_empty() => {}
            Some(data) if data.len() < KEPT && self.size > 0 => {
                self.size += data.len();
                self.copied.extend_from_slice(data);
            }
            data => {
                self.size += data.map_or(0, Bytes::len);
                self.flush();
                self.frames.push_back(frame);
            }
        }
    }

    /// How many bytes of data there are.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// The frames. Short ones that followed each other are one.
    pub(super) fn into_frames(mut self) -> VecDeque<Frame<Bytes>> {
        self.flush();
        self.frames
    }

    /// The data in one piece, which is copied only if there were several, and the trailers.
    pub(super) fn join(self) -> (Bytes, Option<Frame<Bytes>>) {
        let mut pieces = Vec::new();
        let mut trailers = None;
        for frame in self.into_frames() {
            match frame.into_data() {
                Ok(data) => pieces.push(data),
                Err(frame) => trailers = Some(frame),
            }
        }
        let body = match &pieces[..] {
            [body] => body.clone(),
            pieces => pieces.concat().into(),
        };
        (body, trailers)
    }

    fn flush(&mut self) {
        if !self.copied.is_empty() {
            self.frames.push_back(Frame::data(self.copied.split().freeze()));
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn held(frames: impl IntoIterator<Item = Frame<Bytes>>) -> Frames {
        let mut found = Frames::default();
        frames.into_iter().for_each(|frame| found.push(frame));
        found
    }

    fn data(length: usize) -> Frame<Bytes> {
        Frame::data(vec![b'x'; length].into())
    }

    #[test]
    fn short_frames_become_one_in_their_order() {
        let trailers = || Frame::trailers(HeaderMap::new());
        for (lengths, expected) in [
            (&[][..], &[][..]),
            (&[0, 0], &[]),
            (&[0, 1], &[1]),
            (&[1, 1, 1], &[1, 2]),
            (&[KEPT, KEPT], &[KEPT, KEPT]),
            (&[1, KEPT - 1, 0, KEPT, 1, 1], &[1, KEPT - 1, KEPT, 2]),
        ] {
            let frames = lengths.iter().map(|length| data(*length)).chain([trailers()]);
            let held = held(frames);
            assert_eq!(held.size(), lengths.iter().sum::<usize>());
            let mut frames = held.into_frames();
            assert!(frames.pop_back().is_some_and(|frame| frame.is_trailers()), "{lengths:?}");
            let found: Vec<usize> =
                frames.iter().filter_map(Frame::data_ref).map(Bytes::len).collect();
            assert_eq!(found, expected, "{lengths:?}");
        }
    }

    #[test]
    fn bytes_stay_in_their_order() {
        let numbered = |index: usize| Bytes::from(vec![index as u8; index * 37 % (2 * KEPT)]);
        let expected: Vec<u8> = (0..300).flat_map(numbered).collect();
        let (body, trailers) = held((0..300).map(numbered).map(Frame::data)).join();
        assert!(body == expected);
        assert!(trailers.is_none());
    }

    #[test]
    fn a_body_in_one_frame_is_not_copied() {
        for length in [1, KEPT, 10 * KEPT] {
            let body = Bytes::from(vec![b'x'; length]);
            let address = body.as_ptr();
            let (joined, _) = held([Frame::data(body), data(0)]).join();
            assert_eq!(joined.as_ptr(), address, "{length}");
        }
    }

    #[test]
    fn many_short_frames_are_few() {
        let held = held((0..100_000).map(|_| data(1)));
        assert_eq!(held.into_frames().len(), 2);
    }
}
