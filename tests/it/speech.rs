//! The voice: what a program is given to say, and that nothing is left of it when it is quiet.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use docent::plain::{Speaker, Spoken};
use docent::shell::speech::{Manner, Program, Speech, Synthesizer};
use docent::words::ENGLISH;
use tempfile::TempDir;

use crate::properties::EVERYTHING;
use crate::pty::Terminal;
use crate::visit::Visit;

/// How long a named condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder with a program that stands in for a synthesizer and writes down what it is given.
pub(crate) struct Recorder {
    folder: TempDir,
}

/// Writes down its arguments and the text.
pub(crate) const SAYS: &str = "echo \"$@\" >>\"$here/arguments\"\ncat >>\"$here/said\"";
/// Writes down the text, and never ends.
const HANGS: &str = "echo $$ >>\"$here/processes\"\ncat >>\"$here/said\"\nexec sleep 1000";
/// Never reads, and never ends.
const DEAF: &str = "echo $$ >>\"$here/processes\"\nexec sleep 1000";

impl Recorder {
    pub(crate) fn new(program: Program, script: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let recorder = Self { folder };
        let fixed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/speech/recorder.sh");
        // No program is written here: one that a thread has open for writing cannot be run by another.
        symlink(fixed, recorder.path(program.name())).expect("a link");
        recorder.does(script);
        recorder
    }

    /// What it does from now on.
    fn does(&self, script: &str) {
        let new = self.path("new");
        fs::write(&new, format!("{script}\n")).expect("a script");
        fs::rename(new, self.path("script")).expect("renamed");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn search_path(&self) -> String {
        format!("{}:/usr/bin:/bin", self.folder.path().display())
    }

    fn synthesizer(&self, program: Program) -> Synthesizer {
        let path = self.search_path();
        let variable = |name: &str| (name == "PATH").then(|| path.clone());
        Synthesizer::find(program, variable).expect("the recorder")
    }

    /// A voice, and where its ends are told.
    fn speech(&self, program: Program) -> (Speech, Receiver<()>) {
        let (ended, ends) = channel();
        let on_end = move || ended.send(()).unwrap_or_default();
        let speech = Speech::new(self.synthesizer(program), on_end).expect("a voice");
        (speech, ends)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Waits until a file has this many lines, and gives them.
    fn lines(&self, name: &str, count: usize) -> Vec<String> {
        let mut lines = Vec::new();
        wait_until(&format!("{count} lines in {name}"), || {
            lines = self.read(name).lines().map(str::to_owned).collect();
            lines.len() >= count
        });
        lines
    }
}

pub(crate) fn wait_until(what: &str, mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn spoken(text: &str) -> Spoken {
    Spoken::new(text, &ENGLISH, "en")
}

/// Processes whose parent this is, dead ones that were not reaped too; `None` where /proc does not tell.
pub(crate) fn children(parent: u32) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").ok()? {
        let Ok(stat) = fs::read_to_string(entry.ok()?.path().join("stat")) else {
            continue;
        };
        let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
        if after.split(' ').nth(1) == Some(&parent.to_string()) {
            found.push(stat);
        }
    }
    Some(found)
}

fn is_gone(process: &str) -> bool {
    !Path::new("/proc").join(process).exists()
}

#[test]
fn a_text_is_said_sentence_by_sentence_and_its_end_is_told() {
    let recorder = Recorder::new(Program::EspeakNg, SAYS);
    let (mut speech, ends) = recorder.speech(Program::EspeakNg);
    assert!(!speech.is_speaking());
    let text = Spoken::new("Раз. Два!\nТри?", &ENGLISH, "ru");
    speech.say(&text);
    assert!(speech.is_speaking());
    ends.recv_timeout(PATIENCE).expect("the end");
    assert!(!speech.is_speaking() && speech.failure().is_none());
    assert_eq!(recorder.read("said"), "Раз.\nДва!\nТри?\n");
    let arguments = "--stdin -b 1 -v ru -s 160 -a 100\n";
    assert_eq!(recorder.read("arguments"), arguments.repeat(3));
    assert_eq!(ends.try_recv().ok(), None, "the end is told once");
}

#[test]
fn another_text_takes_the_place_of_one_that_does_not_end() {
    for script in [HANGS, DEAF] {
        let recorder = Recorder::new(Program::EspeakNg, script);
        let (mut speech, ends) = recorder.speech(Program::EspeakNg);
        // More than a pipe holds: a program that does not read must not hold up anybody.
        speech.say(&spoken(&"long ".repeat(100_000)));
        let process = recorder.lines("processes", 1).remove(0);
        recorder.does(SAYS);
        speech.say(&spoken("Next."));
        ends.recv_timeout(PATIENCE).expect("the end");
        assert!(recorder.read("said").ends_with("Next.\n"));
        assert!(is_gone(&process));
        assert!(
            speech.failure().is_none(),
            "to be interrupted is no failure"
        );
    }
}

#[test]
fn what_is_stopped_is_gone_and_forgotten() {
    let recorder = Recorder::new(Program::EspeakNg, HANGS);
    let (mut speech, ends) = recorder.speech(Program::EspeakNg);
    speech.say(&spoken("One. Two."));
    let process = recorder.lines("processes", 1).remove(0);
    speech.stop();
    assert!(!speech.is_speaking());
    wait_until("the end of the child", || is_gone(&process));
    speech.resume();
    drop(speech);
    assert_eq!(
        ends.recv_timeout(PATIENCE),
        Err(RecvTimeoutError::Disconnected)
    );
    assert_eq!(recorder.lines("processes", 1).len(), 1);
}

#[test]
fn after_a_pause_the_sentence_is_said_again() {
    let recorder = Recorder::new(Program::EspeakNg, HANGS);
    let (mut speech, ends) = recorder.speech(Program::EspeakNg);
    speech.say(&spoken("One. Two."));
    recorder.lines("said", 1);
    speech.pause();
    assert!(speech.is_paused() && !speech.is_speaking());
    let process = recorder.lines("processes", 1).remove(0);
    wait_until("the end of the child", || is_gone(&process));
    recorder.does(SAYS);
    speech.resume();
    assert!(speech.is_speaking());
    ends.recv_timeout(PATIENCE).expect("the end");
    assert_eq!(recorder.read("said"), "One.\nOne.\nTwo.\n");
}

#[test]
fn another_rate_is_heard_at_once() {
    let recorder = Recorder::new(Program::EspeakNg, HANGS);
    let (mut speech, ends) = recorder.speech(Program::EspeakNg);
    speech.say(&spoken("One. Two."));
    recorder.lines("said", 1);
    recorder.does(SAYS);
    speech.set_manner(Manner::default().faster().louder());
    ends.recv_timeout(PATIENCE).expect("the end");
    assert_eq!(recorder.read("said"), "One.\nOne.\nTwo.\n");
    let arguments = "--stdin -b 1 -v en -s 180 -a 120\n";
    assert_eq!(recorder.read("arguments"), arguments.repeat(2));
}

#[test]
fn speech_dispatcher_is_told_to_stop_besides() {
    let program = Program::SpeechDispatcher;
    let hangs = format!("echo \"$@\" >>\"$here/arguments\"\n[ $1 = -C ] && exit\n{HANGS}");
    let recorder = Recorder::new(program, &hangs);
    let (mut speech, _ends) = recorder.speech(program);
    speech.say(&spoken("One."));
    recorder.lines("processes", 1);
    speech.stop();
    let arguments = recorder.lines("arguments", 2);
    assert_eq!(arguments, ["-e -w -N docent -l en -r -11 -i 100", "-C"]);
}

#[test]
fn a_failure_is_told_once_and_the_end_too() {
    let device = "cat >/dev/null\necho 'ALSA lib pcm.c: no' >&2\necho 'error: No such device' >&2";
    for (script, told) in [
        (device, "cannot speak with espeak-ng: No such device"),
        (
            "exit 2",
            "cannot speak with espeak-ng: it ended with exit status: 2",
        ),
    ] {
        let recorder = Recorder::new(Program::EspeakNg, script);
        let (mut speech, ends) = recorder.speech(Program::EspeakNg);
        speech.say(&spoken("One. Two."));
        ends.recv_timeout(PATIENCE).expect("the end");
        assert!(!speech.is_speaking());
        let failure = speech.failure().map(|error| error.to_string());
        assert_eq!(failure.as_deref(), Some(told));
        speech.say(&spoken("Three."));
        ends.recv_timeout(PATIENCE).expect("the end");
        assert!(speech.failure().is_none(), "told again");
        recorder.does(SAYS);
        speech.say(&spoken("Four."));
        ends.recv_timeout(PATIENCE).expect("the end");
        recorder.does(script);
        speech.say(&spoken("Five."));
        ends.recv_timeout(PATIENCE).expect("the end");
        assert!(
            speech.failure().is_some(),
            "not told after it had gone well"
        );
        fs::remove_file(recorder.path("espeak-ng")).expect("removed");
        speech.say(&spoken("Six."));
        ends.recv_timeout(PATIENCE).expect("the end");
        assert_eq!(recorder.read("said"), "Four.\n");
    }
}

#[test]
fn a_program_sees_little_of_the_environment() {
    let recorder = Recorder::new(
        Program::EspeakNg,
        "env >\"$here/environment\"; cat >/dev/null; pwd >>\"$here/environment\"",
    );
    let path = recorder.search_path();
    let variable = |name: &str| match name {
        "PATH" => Some(path.clone()),
        "HOME" => Some("/home/visitor".into()),
        _ => None,
    };
    let synthesizer = Synthesizer::find(Program::EspeakNg, variable).expect("the recorder");
    let (ended, ends) = channel();
    let mut speech =
        Speech::new(synthesizer, move || ended.send(()).unwrap_or_default()).expect("a voice");
    speech.say(&spoken("One."));
    ends.recv_timeout(PATIENCE).expect("the end");
    let environment = recorder.read("environment");
    let names = environment
        .lines()
        .filter_map(|line| Some(line.split_once('=')?.0));
    // What a shell sets by itself is not handed down.
    let mut names: Vec<_> = names
        .filter(|name| !["PWD", "_", "SHLVL", "OLDPWD"].contains(name))
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["HOME", "PATH"]);
}

/// docent on a terminal, with a recorder in the place of espeak-ng.
fn play(recorder: &Recorder, tour: &str) -> Terminal {
    let path = recorder.search_path();
    Terminal::start(&["play", "--speak", tour], &[("PATH", &path)])
}

const TOUR: &str = "tests/it/everything.toml";

#[test]
fn a_visit_is_said_as_it_is_shown() {
    let recorder = Recorder::new(Program::EspeakNg, SAYS);
    let mut terminal = play(&recorder, TOUR);
    let mut visit = Visit::tour(EVERYTHING);
    let mut speaker = Speaker::new();
    let mut said = Vec::new();
    for (typed, key, shown) in [
        ("", "", "Begin the tour"),
        ("\x1b[B", "down", "Enter open"),
        ("\r", "enter", "firstword"),
        (" ", "space", "secondword"),
        ("t", "t", "Timeline"),
        ("\x1b[B", "down", "Something lasted"),
    ] {
        terminal.send(typed);
        visit.press(key);
        let news = speaker.news(visit.player());
        said.extend(news.sentences().map(str::to_owned));
        // A key interrupts: each is only pressed when all has been said.
        assert_eq!(recorder.lines("said", said.len()), said, "after {key:?}");
        if !shown.starts_with("Something lasted") {
            terminal.wait_for(shown);
        }
    }
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_given_back();
    let arguments = recorder.read("arguments");
    assert!(
        arguments
            .lines()
            .all(|line| line == "--stdin -b 1 -v en -s 160 -a 100")
    );
}

#[test]
fn a_key_interrupts_and_nothing_is_left_after_the_end() {
    use rustix::process::Signal;
    for signal in [None, Some(Signal::TERM), Some(Signal::HUP)] {
        let recorder = Recorder::new(Program::EspeakNg, HANGS);
        let mut terminal = play(&recorder, TOUR);
        let title = recorder.lines("processes", 1).remove(0);
        terminal.wait_for("Begin the tour");
        terminal.send("\x1b[B");
        let row = recorder.lines("processes", 2).remove(1);
        assert!(is_gone(&title), "it speaks on while something else is said");
        // Up from the first row says nothing new.
        terminal.send("\x1b[A");
        wait_until("silence", || is_gone(&row));
        let docent = terminal.process();
        match children(docent) {
            Some(children) => assert!(children.is_empty(), "{children:?}"),
            None => println!("skipped in part: this system does not tell children in /proc"),
        }
        terminal.send("\x1b[B");
        let last = recorder.lines("processes", 3).pop().expect("a process");
        match signal {
            Some(signal) => terminal.signal(signal),
            None => terminal.send("q"),
        }
        terminal.end();
        assert!(is_gone(&last), "it speaks on after {signal:?}");
        terminal.assert_given_back();
    }
}

#[test]
fn autoplay_waits_for_the_end_of_speech() {
    let recorder = Recorder::new(Program::EspeakNg, SAYS);
    let mut terminal = play(&recorder, TOUR);
    terminal.wait_for("Begin the tour");
    terminal.send("\x1b[B\r");
    terminal.wait_for("firstword");
    terminal.send("2\r\x1b[B\r");
    // This page holds for 12 seconds at the tour's speed, so for 4 at three times that.
    terminal.wait_for("thirdword");
    let longer = "cat >/dev/null\nsleep 6\necho >>\"$here/ended\"";
    recorder.does(longer);
    terminal.send("p++++++++");
    terminal.wait_for("A plan of the hall");
    assert!(
        !recorder.read("ended").is_empty(),
        "the page turned while it was said"
    );
    terminal.send("q");
    terminal.end();
}

#[test]
fn without_a_program_that_speaks_nothing_is_played() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("UTF-8");
    for (speak, names) in [
        ("--speak", "no espeak-ng and no spd-say"),
        ("--speak=espeak-ng", "no espeak-ng"),
        ("--speak=speech-dispatcher", "no spd-say"),
    ] {
        let mut terminal = Terminal::start(&["play", speak], &[("PATH", path)]);
        assert_eq!(terminal.end(), 3);
        let shown = terminal.shown();
        assert!(
            shown.contains("cannot speak: there is") && shown.contains(names),
            "{shown}"
        );
    }
}

#[test]
fn line_by_line_nothing_is_spoken() {
    let output = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["play", "--plain", "--speak"])
        .output()
        .expect("docent runs");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_sound_device_that_fails_is_told_after_the_visit() {
    let fails = "cat >/dev/null\necho 'error: No such device' >&2\necho >>\"$here/failed\"";
    let recorder = Recorder::new(Program::EspeakNg, fails);
    let mut terminal = play(&recorder, TOUR);
    terminal.wait_for("Begin the tour");
    recorder.lines("failed", 1);
    terminal.send("q");
    assert_eq!(terminal.end(), 3);
    let shown = terminal.shown();
    assert!(
        shown.contains("cannot speak with espeak-ng: No such device"),
        "{shown}"
    );
}

/// The real program speaks the languages of the tours, and obeys nothing in their texts.
#[test]
fn espeak_ng_makes_sound_of_each_language() {
    let espeak = |arguments: &[&str], text: &str| {
        let mut command = Command::new("espeak-ng");
        command
            .args(["-b", "1"])
            .args(arguments)
            .arg("--")
            .arg(text);
        command.output().ok()
    };
    if espeak(&["-q"], "").is_none() {
        println!("skipped: espeak-ng is not on this machine");
        return;
    }
    for (language, text) in [
        ("en", "A zek was a person held in the Gulag."),
        ("ru", "Заключённые строили железную дорогу."),
        ("kk", "Тұтқындар теміржол салды."),
    ] {
        let text = Spoken::new(text, &ENGLISH, language);
        let sound = espeak(&["-v", text.language(), "--stdout"], text.text()).expect("espeak-ng");
        // A second of it, at 22,050 samples of two bytes.
        assert!(
            sound.stdout.starts_with(b"RIFF") && sound.stdout.len() > 44_100,
            "{language}"
        );
        let loud = sound.stdout[44..].chunks(2).any(|sample| sample[0] != 0);
        assert!(loud, "{language} is silence");
    }
    let phonemes = |text: &str| {
        espeak(&["-q", "-x", "-v", "en"], text)
            .expect("espeak-ng")
            .stdout
    };
    let obeyed = phonemes("a [[h@lloU]] b");
    let said = phonemes(spoken("a [[h@lloU]] b").text());
    assert!(String::from_utf8_lossy(&obeyed).contains("h@lloU"));
    assert!(!String::from_utf8_lossy(&said).contains("h@lloU"));
}
