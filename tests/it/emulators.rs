//! docent in terminals that people have: tmux, and xterm in UTF-8 and in eight bits. Skipped, by name,
//! where they are not installed.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use docent::glyphs::{Glyphs, Profile};
use docent::session::Look;
use docent::theme::ThemeName;
use ratatui::layout::{Position, Size};
use tempfile::TempDir;

use crate::sequences::{Piece, pieces};
use crate::visit::Visit;
use crate::walk::{karlag, lists, pages, typed};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
const SIZE: Size = Size::new(80, 24);

/// Whether programs are installed; says which is not.
pub(crate) fn are_installed(programs: &[&str], what: &str) -> bool {
    let runs = |program: &&&str| {
        let found = Command::new("sh")
            .args(["-c", "command -v \"$0\"", program])
            .output();
        !found.is_ok_and(|found| found.status.success())
    };
    let missing = programs.iter().find(runs);
    if let Some(missing) = missing {
        println!("skipped: {what}, since {missing} is not on this machine");
    }
    missing.is_none()
}

/// Waits until `is_so` of what `look` sees.
pub(crate) fn wait_until<T: std::fmt::Display>(
    what: &str,
    look: impl Fn() -> T,
    is_so: impl Fn(&T) -> bool,
) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        let seen = look();
        if is_so(&seen) {
            return seen;
        }
        assert!(
            Instant::now() < end,
            "waited for\n{what}\n\nbut there is\n{seen}"
        );
        thread::sleep(Duration::from_millis(10));
    }
}

/// A server of tmux with docent in its only window; it ends with this.
struct Tmux(TempDir);

impl Tmux {
    fn start() -> Self {
        let tmux = Self(tempfile::tempdir().expect("a folder"));
        let size = ["-x", "80", "-y", "24"];
        let program = [env!("CARGO_BIN_EXE_docent")];
        tmux.tell(
            &[
                &["-f", "/dev/null", "new-session", "-d"],
                &size[..],
                &program,
            ]
            .concat(),
        );
        tmux
    }

    fn tell(&self, arguments: &[&str]) -> String {
        let output = Command::new("tmux")
            .arg("-S")
            .arg(self.0.path().join("socket"))
            .arg("-u")
            .args(arguments)
            .env_clear()
            .envs([
                ("PATH", "/usr/bin:/bin"),
                ("LANG", "C.UTF-8"),
                ("LC_MESSAGES", "kk_KZ"),
            ])
            .output()
            .expect("tmux runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Rows without the blanks at their ends.
    fn screen(&self) -> String {
        let screen = self.tell(&["capture-pane", "-p"]);
        let rows: Vec<_> = screen.lines().map(str::trim_end).collect();
        rows.join("\n")
    }

    fn cursor(&self) -> String {
        let format = "#{cursor_x} #{cursor_y} #{cursor_flag}";
        self.tell(&["display-message", "-p", format])
            .trim()
            .to_owned()
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.tell(&["kill-server"]);
    }
}

#[test]
fn a_visit_in_tmux_shows_every_letter_and_the_cursor_in_its_place() {
    if !are_installed(&["tmux"], "a visit in tmux") {
        return;
    }
    let tmux = Tmux::start();
    let look = Look::new(SIZE, ThemeName::Dark, Profile::TMUX);
    let mut visit = karlag("kk", look);
    let mut shown = String::new();
    let mut follow = |screen: String, cursor: Option<Position>| {
        if screen != shown {
            wait_until(&screen, || tmux.screen(), |seen| *seen == screen);
            shown = screen;
        }
        if let Some(Position { x: column, y: row }) = cursor {
            let place = format!("{column} {row} 1");
            wait_until(&place, || tmux.cursor(), |seen| *seen == place);
        }
    };
    follow(visit.screen(), visit.cursor());
    let mut press = |key, visit: &Visit| {
        tmux.tell(&["send-keys", "-l", &typed(key)]);
        follow(visit.screen(), visit.cursor());
    };
    pages(&mut visit, &mut press);
    lists(&mut visit, &mut press);
}

/// An X server without a screen.
pub(crate) struct Xvfb {
    server: Child,
    pub(crate) display: String,
}

impl Xvfb {
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-screen",
                "0",
                "1024x768x24",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb runs");
        let mut number = String::new();
        let said = server.stdout.take().expect("a pipe");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(said), &mut number)
            .expect("a number");
        Self {
            server,
            display: format!(":{}", number.trim()),
        }
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// docent in an xterm of 80 columns, with a script between them that keeps what goes either way.
struct Xterm {
    window: Child,
    folder: TempDir,
}

impl Xterm {
    fn start(display: &str, encoding: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/emulators/between.py");
        let window = Command::new("xterm")
            .args(["+lc", encoding, "-geometry", "80x24", "-e", "python3"])
            .args([script.as_path(), folder.path()])
            .arg(env!("CARGO_BIN_EXE_docent"))
            .env_clear()
            .envs([
                ("PATH", "/usr/bin:/bin"),
                ("DISPLAY", display),
                ("LC_MESSAGES", "ru_RU"),
                // Else Python would set a locale of UTF-8.
                ("PYTHONCOERCECLOCALE", "0"),
            ])
            .stderr(Stdio::null())
            .spawn()
            .expect("xterm runs");
        Self { window, folder }
    }

    /// What came from docent.
    fn output(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("output")).unwrap_or_default()
    }

    /// What came from xterm.
    fn input(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("input")).unwrap_or_default()
    }

    fn type_keys(&self, keys: &str) {
        fs::write(self.folder.path().join("typed"), keys).expect("somebody reads");
    }

    /// The screen as an emulator has it after docent's bytes.
    fn screen(&self) -> String {
        let mut emulator = vt100::Parser::new(SIZE.height, SIZE.width, 0);
        emulator.process(&self.output());
        let rows = emulator.screen().rows(0, SIZE.width);
        let rows: Vec<_> = rows.map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n")
    }
}

impl Drop for Xterm {
    fn drop(&mut self) {
        let _ = self.window.kill();
        let _ = self.window.wait();
    }
}

/// Nothing is set but the terminal's name, and the line between has no size: xterm is asked for both.
/// Russian in UTF-8 would make one of eight bits act on some letters, and type answers to others.
#[test]
fn an_xterm_tells_its_encoding_and_is_not_made_to_type() {
    if !are_installed(&["Xvfb", "xterm", "python3"], "a visit in xterm") {
        return;
    }
    let server = Xvfb::start();
    for (option, glyphs) in [("-u8", Glyphs::Unicode), ("+u8", Glyphs::Ascii)] {
        let xterm = Xterm::start(&server.display, option);
        let profile = Profile {
            glyphs,
            ..Profile::XTERM
        };
        let look = Look::new(SIZE, ThemeName::Dark, profile);
        let mut visit = karlag("ru", look);
        let mut shown = String::new();
        let mut follow = |screen: String| {
            if screen != shown {
                wait_until(&screen, || xterm.screen(), |seen| *seen == screen);
                shown = screen;
            }
        };
        follow(visit.screen());
        pages(&mut visit, |key, visit| {
            xterm.type_keys(&typed(key));
            follow(visit.screen());
        });
        xterm.type_keys("\x03");
        let end = b"\x1b[?7h\x1b[?25h";
        let ended = || xterm.output().escape_ascii().to_string();
        wait_until("the end", ended, |_| xterm.output().ends_with(end));
        let answers = pieces(&xterm.input());
        let places: Vec<_> = answers.iter().map(answer).collect();
        assert_eq!(places.len(), 2, "{option}: {answers:?}");
        assert_eq!(places[1], "24;80", "{option}");
        let text = xterm.output();
        let asked = b"\xC3\xA9\x1b[6n";
        let after = text.windows(asked.len()).position(|bytes| bytes == asked);
        let after = after.expect("a question") + asked.len();
        assert_eq!(
            text[after..].is_ascii(),
            glyphs == Glyphs::Ascii,
            "{option}"
        );
    }
}

/// Where the cursor stands, as xterm answered; it says nothing else of itself.
fn answer(piece: &Piece) -> &str {
    match piece {
        Piece::Csi(place, 'R') => place,
        other => panic!("xterm typed {other:?}"),
    }
}
