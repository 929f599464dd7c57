//! A virtual console of this machine: a program runs on it, keys are typed, the screen is read.

use std::fmt::{self, Display};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{CWD, FileType, Mode, makedev, mknodat};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use rustix::termios::tcgetattr;
use tempfile::TempDir;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The first consoles have logins on them.
const NUMBERS: std::ops::Range<u32> = 9..64;
/// The kind of device that screens of consoles are, and where text and attributes begin.
const SCREENS: u32 = 7;
const UNICODE: u32 = 64;
const ATTRIBUTES: u32 = 128;

/// A free console, held by a lock as long as this lives.
pub(super) struct Console {
    path: PathBuf,
    terminal: File,
    _lock: File,
    unicode: File,
    attributes: File,
    typist: Typist,
    program: Option<Program>,
    _folder: TempDir,
}

/// docent, and the shell that leads its session and keeps the console from being hung up.
struct Program {
    shell: Child,
    said: BufReader<ChildStderr>,
}

/// Types on a console. Safe Rust has no call for it.
struct Typist {
    process: Child,
    done: ChildStdout,
}

/// What is on a console.
pub(super) struct Screen {
    pub(super) cells: Vec<Vec<Cell>>,
    /// Column and row.
    pub(super) cursor: (u16, u16),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) sign: char,
    pub(super) attribute: u8,
}

impl Console {
    /// A console that nobody uses; without one, says what is skipped.
    pub(super) fn open() -> Option<Self> {
        let skipped = match Self::any() {
            Ok(console) => return Some(console),
            Err(reason) => reason,
        };
        println!("skipped: the tests on a real Linux console, since {skipped}");
        None
    }

    fn any() -> Result<Self, String> {
        let mut reason = String::new();
        for number in NUMBERS {
            let path = PathBuf::from(format!("/dev/tty{number}"));
            let file = open(&path)?;
            match file.try_lock() {
                Ok(()) => return Self::numbered(number, path, file),
                Err(error) => reason = error.to_string(),
            }
        }
        Err(format!("no console is free: {reason}"))
    }

    fn numbered(number: u32, path: PathBuf, lock: File) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let screen = |name: &str, first| device(&folder, name, first + number);
        let console = Self {
            terminal: open(&path)?,
            unicode: screen("unicode", UNICODE)?,
            attributes: screen("attributes", ATTRIBUTES)?,
            typist: Typist::start(&path)?,
            path,
            _lock: lock,
            program: None,
            _folder: folder,
        };
        // From its first reading on the kernel keeps characters rather than glyphs.
        console.screen();
        console.write("\x1bc\x1b%G");
        Ok(console)
    }

    /// Runs docent on the console.
    pub(super) fn run(&mut self, arguments: &[&str], environment: &[(&str, &str)]) {
        self.hang_up();
        let terminal = || Stdio::from(self.terminal.try_clone().expect("a terminal"));
        let mut shell = Command::new("setsid")
            .args(["--ctty", "sh", "-c", "\"$@\"; echo $? >&2; read -r _", "sh"])
            .arg(env!("CARGO_BIN_EXE_docent"))
            .args(arguments)
            .env_clear()
            .envs([("TERM", "linux"), ("PATH", "/usr/bin:/bin")])
            .envs(environment.iter().copied())
            .stdin(terminal())
            .stdout(terminal())
            .stderr(Stdio::piped())
            .spawn()
            .expect("setsid is on every Linux");
        let said = BufReader::new(shell.stderr.take().expect("a pipe"));
        self.program = Some(Program { shell, said });
    }

    /// Waits for docent's end; its exit code.
    pub(super) fn end(&mut self) -> i32 {
        let program = self.program.as_mut().expect("a program");
        let mut line = String::new();
        program.said.read_line(&mut line).expect("a line");
        let said = || format!("docent said {line:?}\n{}", self.screen());
        line.trim().parse().unwrap_or_else(|_| panic!("{}", said()))
    }

    /// Ends the session; that hangs the console up, so it is opened anew.
    pub(super) fn hang_up(&mut self) {
        if let Some(mut program) = self.program.take() {
            let _ = kill_process_group(pid(&program.shell), Signal::KILL);
            let _ = program.shell.wait();
            self.terminal = open(&self.path).expect("the same console");
            self.typist = Typist::start(&self.path).expect("the same console");
            self.write("\x1bc\x1b%G");
        }
    }

    /// Sends a signal to docent.
    pub(super) fn signal(&self, signal: Signal) {
        let shell = self.program.as_ref().expect("a program").shell.id();
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"));
        let docent = children.expect("a list").trim().parse().ok();
        kill_process(docent.and_then(Pid::from_raw).expect("a child"), signal).expect("signalled");
    }

    pub(super) fn write(&self, text: &str) {
        (&self.terminal)
            .write_all(text.as_bytes())
            .expect("written");
    }

    /// The line discipline's settings.
    pub(super) fn modes(&self) -> String {
        format!("{:?}", tcgetattr(&self.terminal).expect("a terminal"))
    }

    /// Types keys. The program is stopped meanwhile, since a keyboard sends a key's bytes at once.
    pub(super) fn type_keys(&mut self, keys: &str) {
        let group = pid(&self.program.as_ref().expect("a program").shell);
        kill_process_group(group, Signal::STOP).expect("stopped");
        let typed = self.typist.type_keys(keys);
        kill_process_group(group, Signal::CONT).expect("continued");
        typed.expect("typed");
    }

    pub(super) fn size(&self) -> Size {
        let screen = self.screen();
        Size::new(screen.cells[0].len() as u16, screen.cells.len() as u16)
    }

    /// What is on the screen now.
    pub(super) fn screen(&self) -> Screen {
        let (attributes, signs) = self.still();
        let [rows, columns, column, row, ref cells @ ..] = attributes[..] else {
            panic!("a screen has a head");
        };
        let cells: Vec<_> = signs
            .into_iter()
            .zip(cells.chunks_exact(2))
            .map(|(sign, cell)| Cell {
                sign: if sign == '\0' { ' ' } else { sign },
                attribute: cell[1],
            })
            .collect();
        assert_eq!(cells.len(), usize::from(rows) * usize::from(columns));
        Screen {
            cells: cells.chunks(columns.into()).map(<[Cell]>::to_vec).collect(),
            cursor: (column.into(), row.into()),
        }
    }

    /// Both devices, read while nothing was written.
    fn still(&self) -> (Vec<u8>, Vec<char>) {
        let both = || (read(&self.attributes), self.signs());
        loop {
            let once = both();
            if once == both() {
                return (once.0.expect("attributes"), once.1);
            }
        }
    }

    fn signs(&self) -> Vec<char> {
        let Some(signs) = read(&self.unicode) else {
            // A console of eight bits has no more than its glyphs.
            let cells = read(&self.attributes).expect("cells");
            return cells[4..]
                .chunks_exact(2)
                .map(|cell| cell[0].into())
                .collect();
        };
        let sign = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().expect("four bytes"));
        let signs = signs.chunks_exact(4).map(sign);
        signs
            .map(|sign| char::from_u32(sign).expect("a character"))
            .collect()
    }

    pub(super) fn wait_for(&self, words: &str) -> Screen {
        self.wait_until(words, |screen| screen.text().contains(words))
    }

    /// The screen once it is as it must be.
    pub(super) fn wait_until(&self, what: &str, is_so: impl Fn(&Screen) -> bool) -> Screen {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen();
            if is_so(&screen) {
                return screen;
            }
            assert!(
                Instant::now() < end,
                "waited for\n{what}\n\nbut there is\n{screen}"
            );
            self.wait_for_change();
        }
    }

    /// Until something is written to the console since it was read last, or a moment has passed.
    fn wait_for_change(&self) {
        let moment = Timespec {
            tv_sec: 0,
            tv_nsec: 20_000_000,
        };
        let mut polled = [PollFd::new(&self.attributes, PollFlags::PRI)];
        poll(&mut polled, Some(&moment)).expect("polled");
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.hang_up();
    }
}

impl Typist {
    fn start(console: &Path) -> Result<Self, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/console/type.py");
        let mut process = Command::new("python3")
            .arg(script)
            .arg(console)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("python3 does not run: {error}"))?;
        let done = process.stdout.take().expect("a pipe");
        let mut typist = Self { process, done };
        typist.wait()?;
        Ok(typist)
    }

    fn type_keys(&mut self, keys: &str) -> Result<(), String> {
        let input = self.process.stdin.as_mut().expect("a pipe");
        let written = input.write_all(keys.as_bytes());
        written.map_err(|error| error.to_string())?;
        self.wait()
    }

    fn wait(&mut self) -> Result<(), String> {
        let done = self.done.read_exact(&mut [0]);
        done.map_err(|_| "nobody may type on a console here".to_owned())
    }
}

impl Drop for Typist {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Screen {
    /// The rows without the blanks at their ends.
    pub(super) fn text(&self) -> String {
        let row = |cells: &Vec<Cell>| {
            let row: String = cells.iter().map(|cell| cell.sign).collect();
            row.trim_end().to_owned()
        };
        let rows: Vec<_> = self.cells.iter().map(row).collect();
        rows.join("\n")
    }
}

impl Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\ncursor at {:?}", self.text(), self.cursor)
    }
}

fn open(path: &Path) -> Result<File, String> {
    use std::os::unix::fs::OpenOptionsExt;
    let no_controlling = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
    let mut options = OpenOptions::new();
    let file = options
        .read(true)
        .write(true)
        .custom_flags(no_controlling)
        .open(path);
    file.map_err(|error| format!("{} cannot be opened: {error}", path.display()))
}

/// The device itself, whether or not the system has a name for it.
fn device(folder: &TempDir, name: &str, minor: u32) -> Result<File, String> {
    let path = folder.path().join(name);
    let mode = Mode::RUSR | Mode::WUSR;
    mknodat(
        CWD,
        &path,
        FileType::CharacterDevice,
        mode,
        makedev(SCREENS, minor),
    )
    .map_err(|error| format!("no device can be made: {error}"))?;
    File::open(&path).map_err(|error| format!("the screen cannot be read: {error}"))
}

/// All of a device; `None` if it has nothing.
fn read(mut device: &File) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    device.seek(SeekFrom::Start(0)).expect("at the beginning");
    device.read_to_end(&mut bytes).ok().map(|_| bytes)
}

fn pid(process: &Child) -> Pid {
    Pid::from_raw(process.id().cast_signed()).expect("an id")
}
