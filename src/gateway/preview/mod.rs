//! What do translators see? A page with every message of a catalog, as its files are now, that shows each as its
//! reader gets it and, where that is allowed, takes another text.
#![doc = include_str!("preview.md")]

mod answer;
mod content;
mod events;
mod guard;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::service_fn;
use tokio::net::TcpListener;

use super::server;
use crate::Error;

use answer::Answers;
use content::Content;
use guard::Guard;

/// Shows translators a catalog, in their browser.
///
/// ```no_run
/// use codeword::gateway::preview::Preview;
/// use tokio::net::TcpListener;
///
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// let listener = TcpListener::bind("127.0.0.1:7400").await?;
/// let preview = Preview::open("locales", None)?.editable(true);
/// preview.serve(listener, std::future::pending()).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Preview {
    content: Arc<Content>,
    is_editable: bool,
    token: Option<String>,
}

/// How long the requests in flight may take once the page is to end: browsers wait for news for good.
const GRACE: Duration = Duration::from_millis(300);

impl Preview {
    /// The preview of a catalog's folder, which it follows from now on. The source locale is the one that is
    /// named here, or what the [project](crate::workbench::Project::open) says.
    ///
    /// # Errors
    ///
    /// As [`Project::open`](crate::workbench::Project::open), and [`Error::is_thread`] if no thread can be
    /// started.
    pub fn open(folder: impl Into<PathBuf>, source: Option<&str>) -> Result<Preview, Error> {
        let content = Content::open(folder.into(), source.map(str::to_owned))?;
        Ok(Preview { content, is_editable: false, token: None })
    }

    /// Whether the page may change texts, by default not.
    pub fn editable(mut self, is_editable: bool) -> Preview {
        self.is_editable = is_editable;
        self
    }

    /// What whoever asks has to know. The page asks its reader for it.
    pub fn token(mut self, token: impl Into<String>) -> Preview {
        self.token = Some(token.into());
        self
    }

    /// Answers browsers until `stop`.
    ///
    /// # Errors
    ///
    /// The address of the listener cannot be told; or it is one that other machines reach, and there is no
    /// [token](Preview::token).
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> std::io::Result<()> {
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() && self.token.is_none() {
            let text = format!("{address} is reached from other machines: a token is needed");
            return Err(std::io::Error::new(std::io::ErrorKind::PermissionDenied, text));
        }
        let guard = Guard::new(address, self.token);
        let answers = Arc::new(Answers::new(self.content, guard, self.is_editable));
        let service_for = |_: &SocketAddr| {
            let answers = Arc::clone(&answers);
            service_fn(move |request: http::Request<Incoming>| {
                let answers = Arc::clone(&answers);
                async move { Ok::<_, Infallible>(answers.answer(request).await) }
            })
        };
        server::serve(listener, service_for, |_, _| {}, server::STREAMS, stop, GRACE).await;
        Ok(())
    }
}
