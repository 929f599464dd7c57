//! The page that Prometheus and load balancers ask for over HTTP/1.1: `/metrics` and `/health`.
//!
//! Each connection is one question, answered and closed. Whoever asks for more than 8 KiB, or takes
//! longer than five seconds, gets no answer to wait for: this is no web server.

mod request;

use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::prometheus_text::CONTENT_TYPE;
use tokio::io::{self, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::serve::metrics::Metrics;
use crate::serve::metrics::page::request::{Asked, Wrong};

/// How many ask at once; others wait at the door.
const AT_ONCE: usize = 8;

/// How long a question and its answer may take together.
const DEADLINE: Duration = Duration::from_secs(5);

/// How long the page rests when no connection can be taken, most often for want of files.
const REST: Duration = Duration::from_millis(50);

/// Bytes of a question.
const LONGEST: u64 = 8 * 1024;

/// Bytes that are read after an answer, so that it arrives before the connection is closed.
const LEFTOVER: u64 = 64 * 1024;

const PLAIN: &str = "text/plain; charset=utf-8";

/// Answers for ever whoever asks at this door.
pub async fn answer(listener: TcpListener, metrics: Arc<Metrics>) {
    answer_within(listener, metrics, DEADLINE).await;
}

async fn answer_within(listener: TcpListener, metrics: Arc<Metrics>, deadline: Duration) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    // The places are never closed.
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            sleep(REST).await;
            continue;
        };
        let metrics = Arc::clone(&metrics);
        tokio::spawn(async move {
            // Who asks and goes away misses nothing.
            let _ = timeout(deadline, talk(stream, &metrics)).await;
            drop(place);
        });
    }
}

async fn talk(mut stream: TcpStream, metrics: &Metrics) -> io::Result<()> {
    let head = head(&mut stream).await?;
    let reply = match request::read(&head) {
        Ok(asked) => Reply::to(asked, metrics),
        Err(wrong) => Reply::wrong(wrong),
    };
    stream.write_all(reply.text().as_bytes()).await?;
    stream.shutdown().await?;
    let mut rest = stream.take(LEFTOVER);
    io::copy(&mut rest, &mut io::sink()).await.map(|_| ())
}

/// Everything up to the empty line, or as much as may be asked.
async fn head(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let mut stream = stream.take(LONGEST);
    while !request::is_whole(&head) && stream.read_buf(&mut head).await? > 0 {}
    Ok(head)
}

/// What is answered.
struct Reply {
    status: &'static str,
    kind: &'static str,
    body: String,
    /// Whether only the head was asked for.
    bare: bool,
}

impl Reply {
    fn to(asked: Asked<'_>, metrics: &Metrics) -> Self {
        let (status, kind, body) = match asked.path {
            "/metrics" => ("200 OK", CONTENT_TYPE, metrics.text()),
            "/health" if metrics.is_draining() => {
                ("503 Service Unavailable", PLAIN, "draining\n".to_owned())
            }
            "/health" => ("200 OK", PLAIN, "ok\n".to_owned()),
            _ => ("404 Not Found", PLAIN, "not found\n".to_owned()),
        };
        Self {
            status,
            kind,
            body,
            bare: asked.bare,
        }
    }

    fn wrong(wrong: Wrong) -> Self {
        let status = match wrong {
            Wrong::Request => "400 Bad Request",
            Wrong::Method => "405 Method Not Allowed",
            Wrong::Size => "431 Request Header Fields Too Large",
            Wrong::Version => "505 HTTP Version Not Supported",
        };
        Self {
            status,
            kind: PLAIN,
            body: format!("{status}\n"),
            bare: false,
        }
    }

    fn text(&self) -> String {
        let Self {
            status, kind, body, ..
        } = self;
        let length = body.len();
        let allow = if status.starts_with("405") {
            "Allow: GET, HEAD\r\n"
        } else {
            ""
        };
        let body = if self.bare { "" } else { body };
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             {allow}Cache-Control: no-store\r\nConnection: close\r\n\r\n{body}"
        )
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::task::JoinSet;

    use super::{AT_ONCE, DEADLINE, answer_within};
    use crate::serve::metrics::Metrics;

    /// A page at a door of its own.
    async fn page(metrics: &Arc<Metrics>) -> SocketAddr {
        page_within(metrics, DEADLINE).await
    }

    async fn page_within(metrics: &Arc<Metrics>, deadline: Duration) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        tokio::spawn(answer_within(listener, Arc::clone(metrics), deadline));
        address
    }

    async fn ask(address: SocketAddr, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(request).await.expect("it is read");
        let mut answer = String::new();
        let read = stream.read_to_string(&mut answer).await;
        read.expect("an answer, and the end");
        answer
    }

    /// The status, the type and the body; the length must be right.
    fn parts(answer: &str) -> (&str, &str, &str) {
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let field = |name: &str| {
            let mut lines = head.lines();
            lines.find_map(|line| line.strip_prefix(name)).unwrap_or("")
        };
        assert_eq!(field("Content-Length: "), body.len().to_string(), "{head}");
        assert_eq!(field("Connection: "), "close", "{head}");
        (field("HTTP/1.1 "), field("Content-Type: "), body)
    }

    #[tokio::test]
    async fn metrics_and_health_are_answered_and_nothing_else() {
        let metrics = Arc::new(Metrics::new());
        let page = page(&metrics).await;
        for (line, status) in [
            ("GET /metrics HTTP/1.1", "200 OK"),
            ("GET /metrics?name[]=x HTTP/1.1", "200 OK"),
            ("GET /metrics HTTP/1.0", "200 OK"),
            ("GET /health HTTP/1.1", "200 OK"),
            ("GET / HTTP/1.1", "404 Not Found"),
            ("GET /metrics/ HTTP/1.1", "404 Not Found"),
            ("GET /../etc/passwd HTTP/1.1", "404 Not Found"),
            ("POST /metrics HTTP/1.1", "405 Method Not Allowed"),
            ("get /metrics HTTP/1.1", "405 Method Not Allowed"),
            ("GET /metrics HTTP/2.0", "505 HTTP Version Not Supported"),
            ("GET /metrics", "400 Bad Request"),
            ("GET  /metrics HTTP/1.1", "400 Bad Request"),
            ("SSH-2.0-OpenSSH_9.2", "400 Bad Request"),
            ("", "400 Bad Request"),
        ] {
            let answer = ask(page, format!("{line}\r\nHost: x\r\n\r\n").as_bytes()).await;
            assert_eq!(parts(&answer).0, status, "{line}");
        }
    }

    #[tokio::test]
    async fn the_text_has_the_type_that_prometheus_reads() {
        let metrics = Arc::new(Metrics::new());
        metrics.refused("rate");
        let answer = ask(page(&metrics).await, b"GET /metrics HTTP/1.1\r\n\r\n").await;
        let (_, kind, body) = parts(&answer);
        assert_eq!(kind, "text/plain; version=0.0.4; charset=utf-8");
        assert_eq!(body, metrics.text());
    }

    #[tokio::test]
    async fn health_tells_when_nobody_is_let_in_any_more() {
        let metrics = Arc::new(Metrics::new());
        let page = page(&metrics).await;
        let request = b"GET /health HTTP/1.1\r\n\r\n";
        assert_eq!(parts(&ask(page, request).await).2, "ok\n");
        metrics.drain();
        let answer = ask(page, request).await;
        assert_eq!(parts(&answer).0, "503 Service Unavailable");
    }

    #[tokio::test]
    async fn a_head_has_no_body() {
        let metrics = Arc::new(Metrics::new());
        let answer = ask(page(&metrics).await, b"HEAD /health HTTP/1.1\r\n\r\n").await;
        assert!(answer.contains("Content-Length: 3\r\n") && answer.ends_with("\r\n\r\n"));
    }

    #[tokio::test]
    async fn rubbish_is_answered_and_leaves_the_page_standing() {
        let metrics = Arc::new(Metrics::new());
        let page = page(&metrics).await;
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(20_000));
        let answer = ask(page, long.as_bytes()).await;
        assert_eq!(parts(&answer).0, "431 Request Header Fields Too Large");
        let noise: Vec<u8> = (0..=255).cycle().take(8192).collect();
        let answer = ask(page, &noise).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
        // Gone in the middle of a question.
        let mut gone = TcpStream::connect(page).await.expect("a connection");
        gone.write_all(b"GET /met").await.expect("it is read");
        drop(gone);
        let answer = ask(page, b"GET /health HTTP/1.1\r\n\r\n").await;
        assert_eq!(parts(&answer).0, "200 OK");
    }

    #[tokio::test]
    async fn a_question_may_come_in_pieces() {
        let metrics = Arc::new(Metrics::new());
        let mut stream = TcpStream::connect(page(&metrics).await).await.expect("one");
        for byte in b"GET /health HTTP/1.1\r\nHost: docent\r\n\r\n" {
            stream.write_all(&[*byte]).await.expect("it is read");
            stream.flush().await.expect("it is sent");
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        assert_eq!(parts(&answer).2, "ok\n");
    }

    #[tokio::test]
    async fn whoever_asks_nothing_is_shown_out_and_others_wait_for_their_turn() {
        let metrics = Arc::new(Metrics::new());
        let page = page_within(&metrics, Duration::from_millis(100)).await;
        let mut silent = JoinSet::new();
        for _ in 0..AT_ONCE {
            let mut stream = TcpStream::connect(page).await.expect("a connection");
            silent.spawn(async move { stream.read(&mut [0; 1]).await });
        }
        let answer = ask(page, b"GET /health HTTP/1.1\r\n\r\n").await;
        assert_eq!(parts(&answer).0, "200 OK");
        while let Some(ended) = silent.join_next().await {
            let bytes = ended.expect("it did not fail").unwrap_or(0);
            assert_eq!(bytes, 0, "a question that was not asked was answered");
        }
    }
}
