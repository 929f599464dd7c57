//! A visitor over a limit reads why, though no handshake is spent on them.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener};
use std::process::{Command, Stdio};
use std::thread;

use docent::serve::refusal::Refusal;
use docent::words::ENGLISH;

/// Refuses the first who connects, and waits until they have read it and gone.
fn refuse(listener: &TcpListener, refusal: Refusal) -> io::Result<()> {
    let (mut stream, _) = listener.accept()?;
    stream.write_all(&refusal.answer("SSH-2.0-docent"))?;
    stream.shutdown(Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}

#[test]
fn openssh_shows_the_sentence_of_a_refusal() {
    for refusal in Refusal::ALL {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let ssh = Command::new("ssh")
            .args(["-F", "none", "-o", "BatchMode=yes", "-p", &port.to_string()])
            .arg("karlag@127.0.0.1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(ssh) = ssh else {
            println!("skipped: ssh is not on this machine (Debian: openssh-client)");
            return;
        };
        let refused = thread::spawn(move || refuse(&listener, refusal));
        let output = ssh.wait_with_output().expect("ssh ends");
        refused
            .join()
            .expect("no panic")
            .expect("the client reads to the end");
        let told = String::from_utf8_lossy(&output.stderr);
        let sentence: &str = refusal.sentence(&ENGLISH);
        assert!(told.contains(sentence), "{}: {told}", refusal.name());
    }
}
