//! What a visitor to the full screen hears: the plain mode's words for what is new on it, and the row
//! or link that has got the focus.

use crate::plain::news::{News, Said};
use crate::plain::spoken::Spoken;
use crate::plain::voice::{self, Rows, Voice};
use crate::player::Player;
use crate::player::scene::{Prompt, Scene};

/// Follows a visit on the full screen.
#[derive(Debug, Default)]
pub struct Speaker {
    /// What was on the screen when it was last looked at; `None` where all of it is new.
    heard: Option<Heard>,
    /// What was last said of a page or step.
    last: Option<News>,
}

/// What was on the screen.
#[derive(Debug)]
struct Heard {
    page: Page,
    /// What stood in place of the hints.
    prompt: Option<String>,
}

#[derive(Debug)]
enum Page {
    Visit(Said),
    Card {
        /// Its lines.
        text: String,
        /// The index of the focused target.
        focus: Option<u32>,
    },
}

impl Speaker {
    pub fn new() -> Self {
        Self::default()
    }

    /// What is new in a visit since the last time; to be asked after each input.
    pub fn news(&mut self, player: &Player) -> Spoken {
        let scene = player.scene();
        let now = Said::seen(player);
        let news = match self.heard.as_ref().map(|heard| &heard.page) {
            Some(Page::Visit(said)) => News::between(Some(said), &now),
            Some(Page::Card { .. }) | None => now.arrival(),
        };
        let prompt = self.new_prompt(&scene);
        let mut text = String::new();
        // What is being typed in a search comes before what it finds, but not before the page.
        if let Some(typed) = prompt.filter(|prompt| prompt.typing && !news.is_page()) {
            voice::line(&typed.text, &mut text);
        }
        say(&news, player, &scene, &now, &mut text);
        if let Some(message) = prompt.filter(|prompt| !prompt.typing) {
            voice::line(&message.text, &mut text);
        }
        self.heard = Some(Heard::new(Page::Visit(now), &scene));
        if news.is_page() || matches!(news, News::Steps(_) | News::Found) {
            self.last = Some(news);
        }
        Spoken::new(&text, scene.words, player.language())
    }

    /// The last page or step of the visit once more.
    pub fn repeat(&self, player: &Player) -> Spoken {
        let (scene, now) = (player.scene(), Said::seen(player));
        let news = self.last.clone().unwrap_or_else(|| now.arrival());
        let mut text = String::new();
        say(&news, player, &scene, &now, &mut text);
        Spoken::new(&text, scene.words, player.language())
    }

    /// What is new on a page of the program's own, in its language: all of another one, the lines
    /// that have changed on one with the same title, the row that has got the focus, what is typed.
    pub fn card(&mut self, scene: &Scene<'_>, language: &str) -> Spoken {
        let (mut page, mut text) = (String::new(), String::new());
        super::page(scene, &mut page);
        let before = match self.heard.as_ref().map(|heard| &heard.page) {
            Some(Page::Card { text, focus }) if text.lines().next() == page.lines().next() => {
                Some((text, *focus))
            }
            _ => None,
        };
        let said = |line: &str| before.is_some_and(|(text, _)| text.lines().any(|it| it == line));
        page.lines()
            .filter(|line| !said(line))
            .for_each(|line| voice::line(line, &mut text));
        let focus = scene.sight.focus;
        if focus != before.map_or(Some(0), |(_, focus)| focus)
            && let Some(focus) = focus
        {
            Voice::alone(scene).focus(focus as usize, &mut text);
        }
        if let Some(prompt) = self.new_prompt(scene) {
            voice::line(&prompt.text, &mut text);
        }
        self.heard = Some(Heard::new(Page::Card { text: page, focus }, scene));
        Spoken::new(&text, scene.words, language)
    }

    /// What stands in place of the hints and did not before.
    fn new_prompt<'s>(&self, scene: &'s Scene<'_>) -> Option<&'s Prompt> {
        let before = self.heard.as_ref().and_then(|heard| heard.prompt.as_ref());
        let prompt = scene.prompt.as_ref();
        prompt.filter(|prompt| Some(&prompt.text) != before)
    }
}

impl Heard {
    fn new(page: Page, scene: &Scene<'_>) -> Self {
        let prompt = scene.prompt.as_ref().map(|prompt| prompt.text.clone());
        Self { page, prompt }
    }
}

/// Says news of the page on screen; after a whole page, which of its rows has the focus, unless it is
/// the first.
fn say(news: &News, player: &Player, scene: &Scene<'_>, now: &Said, out: &mut String) {
    let voice = Voice::of(player, scene, Rows::Listed);
    voice.news(news, now.notes(), out);
    if let (News::Page, Some(focus @ 1..)) = (news, scene.sight.focus) {
        voice.focus(focus as usize, out);
    }
}
