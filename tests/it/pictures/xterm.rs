//! Sixels in a real xterm, as they are on its screen. Skipped, by name, where it is not installed.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::album::{self, TOUR};
use crate::emulators::{Xvfb, are_installed, wait_until};

/// docent in an xterm that is a VT340, with a script between them.
struct Xterm {
    window: Child,
    folder: TempDir,
    display: String,
}

impl Xterm {
    fn start(display: &str, tour: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/emulators/between.py");
        let window = Command::new("xterm")
            .args(["-ti", "vt340", "-geometry", "80x24+0+0", "-e", "python3"])
            .args([script.as_path(), folder.path()])
            .args([env!("CARGO_BIN_EXE_docent"), "play"])
            .arg(tour)
            .env_clear()
            .envs([
                ("PATH", "/usr/bin:/bin"),
                ("DISPLAY", display),
                ("LANG", "C.UTF-8"),
            ])
            .stderr(Stdio::null())
            .spawn()
            .expect("xterm runs");
        Self {
            window,
            folder,
            display: display.to_owned(),
        }
    }

    fn type_keys(&self, keys: &str) {
        fs::write(self.folder.path().join("typed"), keys).expect("somebody reads");
    }

    fn has_sent(&self, bytes: &[u8]) -> bool {
        let sent = fs::read(self.folder.path().join("output")).unwrap_or_default();
        sent.windows(bytes.len()).any(|part| part == bytes)
    }

    /// How many pixels of the screen are as red as the picture is.
    fn red(&self) -> usize {
        let output = Command::new("import")
            .args(["-window", "root", "-depth", "8", "rgb:-"])
            .env("DISPLAY", &self.display)
            .output()
            .expect("import runs");
        let is_red = |pixel: &&[u8]| pixel[0] > 240 && pixel[1] < 10 && pixel[2] < 10;
        output.stdout.chunks_exact(3).filter(is_red).count()
    }
}

impl Drop for Xterm {
    fn drop(&mut self) {
        let _ = self.window.kill();
        let _ = self.window.wait();
    }
}

#[test]
fn an_xterm_shows_a_picture_as_it_scrolls_and_nothing_of_it_afterwards() {
    let programs = ["Xvfb", "xterm", "python3", "import"];
    if !are_installed(&programs, "sixels in xterm") {
        return;
    }
    let tour = album::folder(TOUR);
    let server = Xvfb::start();
    let xterm = Xterm::start(&server.display, tour.path());
    wait_until("a question", || "nothing", |_| xterm.has_sent(b"\x1b[c"));
    let reds = |count: usize| {
        let what = format!("{count} red pixels");
        wait_until(&what, || xterm.red(), |red| *red == count);
    };
    xterm.type_keys(" ");
    wait_until(
        "the station",
        || "nothing",
        |_| xterm.has_sent(b"Words before it"),
    );
    xterm.type_keys(" ");
    // All of it, at its own size.
    reds(96 * 96);
    xterm.type_keys("s");
    reds(0);
    xterm.type_keys("\x7f");
    reds(96 * 96);
    xterm.type_keys("q");
    reds(0);
}
