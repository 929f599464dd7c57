//! A server from its start to its end.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use crate::serve::{Server, command};
use crate::ssh::Client;

const YARD: &str = "format = 1\ntitle = \"The yard\"\nlanguage = \"en\"\n\
    [[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = \"Nothing is here.\"\n";

#[test]
fn term_tells_those_inside_and_ends_when_their_time_is_over() {
    let Some(mut server) = Server::start("", &["--tours", "karlag", "--drain", "2"]) else {
        return;
    };
    let mut client = Client::ssh(server.port, "karlag", &[]);
    client.wait_for("Before you begin");
    server.signal("TERM");
    client.wait_for("In 2 seconds all visits end.");
    let late = crate::ssh::piped(server.port, "karlag", &["-T"], &[], "");
    assert_eq!(late.code, Some(255), "{late:?}");
    client.wait_for("The tours close for now.");
    assert_eq!(client.end(), 0);
    client.assert_given_back();
    assert!(server.end().success());
    server.wait_for("drained");
}

#[test]
fn term_ends_at_once_when_nobody_is_there() {
    let Some(mut server) = Server::start("", &["--tours", "karlag", "--drain", "600"]) else {
        return;
    };
    server.signal("TERM");
    assert!(server.end().success());
}

#[test]
fn hup_reads_tours_anew_and_keeps_what_was_before_a_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let tour = folder.path().join("yard.toml");
    fs::write(&tour, YARD).expect("written");
    let arguments = ["--tours", "{folder}/yard.toml"];
    let Some(mut server) = Server::start_in(folder, "", &arguments) else {
        return;
    };
    let mut before = Client::ssh(server.port, "yard", &[]);
    before.wait_for("The yard");
    fs::write(&tour, YARD.replace("The yard", "The field")).expect("written");
    server.signal("HUP");
    server.wait_for("reloaded");
    let mut after = Client::ssh(server.port, "yard", &[]);
    after.wait_for("The field");
    // Who is inside goes on with the tour they began.
    before.send("\r");
    before.wait_for("Nothing is here.");
    fs::write(&tour, "format = 1\n[[station]\n").expect("written");
    server.signal("HUP");
    server.wait_for("the tour `yard` has errors");
    let told = server.wait_for("reloaded");
    assert!(told.contains("what=\"tours\""), "{told}");
    let mut still = Client::ssh(server.port, "yard", &[]);
    still.wait_for("The field");
}

#[test]
fn the_host_key_is_made_once_and_kept_from_others() {
    let Some(mut server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    server.signal("TERM");
    assert!(server.end().success());
    let key = server.folder.path().join("state/host_key");
    let mode = fs::metadata(&key).expect("a key").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let first = fs::read(&key).expect("a key");
    let refused = |what: &str| {
        let output = command(server.folder.path(), "", &["--tours", "karlag"])
            .stderr(Stdio::piped())
            .output()
            .expect("docent runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{errors}");
        assert!(errors.contains(what), "{errors}");
    };
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("changed");
    refused("can be read by others");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("changed");
    fs::write(&key, "no key").expect("written");
    refused("is no Ed25519 key");
    fs::write(&key, &first).expect("written");
    let mut again = command(server.folder.path(), "", &["--tours", "karlag"])
        .stderr(Stdio::null())
        .spawn()
        .expect("docent runs");
    again.kill().and_then(|()| again.wait()).expect("killed");
    assert_eq!(fs::read(&key).expect("a key"), first);
}

#[test]
fn mistakes_in_the_settings_are_told_with_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "lisen = [\"127.0.0.1:2222\"]\n[limits]\nidle = 1\n";
    let output = command(folder.path(), settings, &["--check-config"])
        .stderr(Stdio::piped())
        .output()
        .expect("docent runs");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(
        errors.contains("a server has no setting `lisen`"),
        "{errors}"
    );
    assert!(errors.contains("`limits.idle` lies between"), "{errors}");
}

#[test]
fn a_port_in_use_and_tours_with_errors_are_no_faults_of_the_settings() {
    let Some(server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("yard.toml"), "format = 1\n[[station]\n").expect("written");
    let taken = format!("127.0.0.1:{}", server.port);
    for (arguments, code, words) in [
        (["--listen", &taken], 3, "cannot listen on 127.0.0.1:"),
        (
            ["--tours", "{folder}/yard.toml"],
            1,
            "no tour can be shown: ",
        ),
    ] {
        let output = command(folder.path(), "", &arguments)
            .stderr(Stdio::piped())
            .output()
            .expect("docent runs");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{errors}");
        assert!(errors.contains(words), "{errors}");
    }
}

#[test]
fn a_reload_names_the_settings_that_wait_for_a_restart() {
    let Some(mut server) = Server::start("", &["--tours", "karlag"]) else {
        return;
    };
    let file = server.folder.path().join("serve.toml");
    fs::write(&file, "[limits]\ncache = 64\nidle = 300\n").expect("written");
    server.signal("HUP");
    let told = server.wait_for("wait for a restart");
    assert!(told.contains("settings=\"limits.cache\""), "{told}");
    let told = server.wait_for("reloaded");
    assert!(told.contains("result=\"ok\""), "{told}");
}
