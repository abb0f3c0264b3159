//! [`Events`]: what tells a page that the files have changed, as server-sent events (HTML Living Standard §9.2).

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::sync::{mpsc, watch};

/// A body without an end: an event for each new state of the files.
pub(super) struct Events(mpsc::Receiver<Bytes>);

/// How often a silent connection says that it is there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

impl Events {
    /// The events of a page, the first at once.
    pub(super) fn of(mut newest: watch::Receiver<u64>) -> Events {
        // A page that reads slowly is told of the newest state alone.
        let (sender, receiver) = mpsc::channel(1);
        tokio::spawn(async move {
            newest.mark_changed();
            loop {
                let event = tokio::select! {
                    changed = newest.changed() => match changed {
                        Ok(()) => format!("data: {}\n\n", *newest.borrow_and_update()),
                        Err(_) => break,
                    },
                    () = tokio::time::sleep(KEEP_ALIVE) => ":\n\n".to_owned(),
                    () = sender.closed() => break,
                };
                if sender.send(event.into()).await.is_err() {
                    break;
                }
            }
        });
        Events(receiver)
    }
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let event = ready!(self.0.poll_recv(context));
        Poll::Ready(event.map(|event| Ok(Frame::data(event))))
    }
}
