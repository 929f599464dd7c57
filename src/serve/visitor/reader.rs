//! A visitor without a terminal: a screen reader, a script, a pipe.

use std::time::Duration;

use bytes::{Buf, Bytes};

use crate::plain::{Flow, Plain, whole};
use crate::player::Player;
use crate::player::company::Part;
use crate::player::keymap::Command;
use crate::player::state::Message;
use crate::serve::groups::Told;
use crate::serve::lines::{Heard, Lines};
use crate::serve::visitor::Want;
use crate::serve::visitor::arrival::enter;
use crate::serve::visitor::membership::{Entrance, Membership, is_new, tell};

/// How soon a script's input ends that has none: then the whole tour is printed.
const SCRIPT: Duration = Duration::from_millis(300);

/// Bytes that are given at once.
const PORTION: usize = 8 * 1024;

/// Bytes that may wait for a slow reader; what is typed while there are more is passed over, but for the
/// wish to leave.
const WAITING: usize = 64 * 1024;

/// One visitor who reads lines.
#[derive(Debug)]
pub(super) struct Reader {
    plain: Plain,
    lines: Lines,
    form: Form,
    /// When the first page is said, if the input has not ended by then; `None` once it was.
    begins: Option<Duration>,
    /// What is still to be said.
    text: Bytes,
    warned: bool,
    /// Nothing was typed, and the whole tour is said.
    is_script: bool,
    asks: Asks,
}

/// What the next line answers, if it is not the tour's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    Nothing,
    /// The code of a group.
    Code,
    /// Whether the group is to end.
    Ending,
}

/// Who shows the visitor what they type, and begins lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The client, or nobody: there is no terminal at the other end.
    Pipe,
    /// The server: a terminal shows only what it is sent.
    Terminal,
}

impl Form {
    /// A text whose lines end with a line feed, as it is sent.
    pub(super) fn bytes(self, said: &str) -> Vec<u8> {
        match self {
            Self::Pipe => said.as_bytes().to_vec(),
            Self::Terminal => said.replace('\n', "\r\n").into_bytes(),
        }
    }
}

impl Reader {
    pub(super) fn new(player: Player, form: Form, now: Duration) -> Self {
        Self {
            plain: Plain::new(player),
            lines: Lines::default(),
            form,
            begins: Some(now + SCRIPT),
            text: Bytes::new(),
            warned: false,
            is_script: false,
            asks: Asks::Nothing,
        }
    }

    pub(super) fn player(&self) -> &Player {
        self.plain.player()
    }

    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// Takes what was typed; gives how many lines that was, and what the visitor wants besides.
    pub(super) fn read(&mut self, bytes: &[u8]) -> (u64, Vec<Want>) {
        self.begin();
        self.warned = false;
        let mut lines = std::mem::take(&mut self.lines);
        let (mut count, mut wants) = (0, Vec::new());
        lines.read(bytes, |heard| {
            let takes = self.text.len() < WAITING || heard == Heard::End;
            if takes && !wants.contains(&Want::Leave) {
                count += u64::from(matches!(heard, Heard::Line(_)));
                wants.extend(self.take(heard));
            }
        });
        self.lines = lines;
        (count, wants)
    }

    fn take(&mut self, heard: Heard) -> Option<Want> {
        let shows = self.form == Form::Terminal;
        match heard {
            Heard::Letter(letter) if shows => self.say(letter.encode_utf8(&mut [0; 4])),
            Heard::Erased(_) if shows => self.say("\u{8} \u{8}"),
            Heard::Letter(_) | Heard::Erased(_) => {}
            Heard::Line(line) => {
                if shows {
                    self.say("\n");
                }
                return self.choose(&line);
            }
            Heard::End => return Some(Want::Leave),
        }
        None
    }

    fn choose(&mut self, line: &str) -> Option<Want> {
        let asks = std::mem::replace(&mut self.asks, Asks::Nothing);
        match (asks, line.trim()) {
            (Asks::Code, code) if !code.is_empty() => return Some(Want::Join(code.to_owned())),
            (Asks::Ending, "1") => return Some(Want::EndGroup),
            (Asks::Ending, "2") => return Some(Want::Leave),
            (Asks::Ending, "3") => {
                self.go_on();
                return None;
            }
            _ => {}
        }
        let mut said = String::new();
        let flow = self.plain.take(line, &mut said);
        self.say(&said);
        match flow {
            Flow::GoOn => self.go_on(),
            Flow::Leave if self.player().part() == Some(Part::Leads) => self.ask_to_end(),
            Flow::Leave => return Some(Want::Leave),
            Flow::Asked(Command::HandOver) => return Some(Want::HandOver),
            Flow::Asked(Command::Join) => self.ask_code(),
            Flow::Asked(_) => {}
        }
        None
    }

    fn ask_to_end(&mut self) {
        let words = &self.player().words().group;
        let [end, leave, stay] = [&words.end_for_all, &words.leave_open, &words.stay];
        let asked = format!(
            "{}\n1 {}\n2 {}\n3 {}\n",
            &*words.end_question, &**end, &**leave, &**stay
        );
        self.say(&asked);
        self.asks = Asks::Ending;
    }

    fn ask_code(&mut self) {
        let asked = format!("{}\n", &*self.player().words().group.ask_code);
        self.say(&asked);
        self.asks = Asks::Code;
    }

    /// Says what is new.
    fn go_on(&mut self) {
        let mut said = String::new();
        self.plain.say(&mut said);
        self.say(&said);
    }

    /// To a group, or not.
    pub(super) fn enter(&mut self, entrance: Entrance) -> Option<Membership> {
        let membership = enter(self.plain.player_mut(), entrance);
        if membership.is_none() {
            self.say_message();
        }
        self.go_on();
        membership
    }

    /// Hears what is new in the group.
    pub(super) fn hear(&mut self, told: &Told) {
        if self.begins.is_some() {
            // It is said with the first page.
            return tell(self.plain.player_mut(), told);
        }
        let mut said = String::new();
        if is_new(told.post, self.player().part()) {
            self.plain.player_mut().join(told.post);
        }
        if let Some(lead) = &told.lead {
            self.plain.follow(lead, &mut said);
        }
        if let Some(figures) = &told.figures {
            self.plain.tell_group(figures, &mut said);
        }
        self.say(&said);
    }

    /// The group is no more.
    pub(super) fn disband(&mut self) {
        if self.begins.is_some() {
            return self.plain.player_mut().disband();
        }
        let mut said = String::new();
        self.plain.disband(&mut said);
        self.say(&said);
    }

    fn say(&mut self, said: &str) {
        let mut text = std::mem::take(&mut self.text).to_vec();
        text.extend(self.form.bytes(said));
        self.text = text.into();
    }

    fn begin(&mut self) {
        if self.begins.take().is_some() {
            self.say_message();
            self.go_on();
        }
    }

    /// Tells a word of the program.
    pub(super) fn tell(&mut self, message: Message) {
        self.plain.player_mut().tell(message);
        self.say_message();
    }

    /// Says what was not found of what the visitor wished for.
    fn say_message(&mut self) {
        if let Some(message) = self.plain.player().message() {
            self.say(&(message + "\n\n"));
        }
    }

    /// Nothing more will be typed: a script that typed nothing gets the whole tour.
    pub(super) fn end_of_input(&mut self) {
        if self.begins.take().is_some() {
            self.is_script = true;
            self.say_message();
            let mut said = String::new();
            whole(self.plain.player(), &mut said);
            self.say(&said);
        } else if let Some(line) = self.lines.rest() {
            self.choose(&line);
        }
    }

    /// Says that the visit ends if nothing is typed.
    pub(super) fn warn(&mut self, ends_in: Duration) {
        if !std::mem::replace(&mut self.warned, true) {
            let words = self.player().words();
            let ends = words.serve.ends_in.count(ends_in.as_secs() as usize);
            self.say(&format!("{} {ends}\n", &*words.kiosk.still_there));
        }
    }

    /// Says that the server ends so long from now.
    pub(super) fn tell_closing(&mut self, ends_in: Duration) {
        let words = self.player().words();
        let closes = words.serve.closes_in.count(ends_in.as_secs() as usize);
        self.say(&format!("{closes}\n"));
    }

    pub(super) fn is_warned(&self) -> bool {
        self.warned
    }

    /// Does what is due.
    pub(super) fn wake_up(&mut self, now: Duration) {
        if self.begins.is_some_and(|due| now >= due) {
            self.begin();
        }
    }

    /// When something is due.
    pub(super) fn due(&self) -> Option<Duration> {
        self.begins
    }

    /// Nothing was typed, and the whole tour is said: a script keeps it, and nothing else belongs to it.
    pub(super) fn is_script(&self) -> bool {
        self.is_script
    }

    /// There is something still to be said.
    pub(super) fn is_speaking(&self) -> bool {
        self.text.has_remaining()
    }

    /// A portion did not go out, and is the next one again.
    pub(super) fn take_back(&mut self, portion: &[u8]) {
        self.text = [portion, &self.text].concat().into();
    }

    /// The next portion.
    pub(super) fn out(&mut self) -> Bytes {
        let length = self.text.len().min(PORTION);
        self.text.split_to(length)
    }
}
