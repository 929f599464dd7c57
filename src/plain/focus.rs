//! The row or link that has the focus on the screen.

use crate::plain::voice::{Voice, line, link, row};
use crate::player::scene::Block;

impl Voice<'_> {
    /// What has this index among the targets of the page, and its place among them: `3 of 12`.
    pub(crate) fn focus(&self, target: usize, out: &mut String) {
        let Some(label) = self.label(target) else {
            return;
        };
        line(&label, out);
        let place = [
            ("place", &*(target + 1).to_string()),
            ("count", &self.scene.targets().count().to_string()),
        ];
        line(&self.scene.words.speech.position.fill(&place), out);
    }

    fn label(&self, target: usize) -> Option<String> {
        let words = self.scene.words;
        let mut left = target;
        for block in &self.scene.blocks {
            let mut targets = block.targets();
            let Some((_, run)) = targets.nth(left) else {
                left -= block.targets().count();
                continue;
            };
            return match block {
                Block::Row { text, detail, .. } => Some(row(text, detail, words)),
                Block::Paragraph { text, .. } => Some(link(text, text.runs.get(run?)?, words)),
                _ => None,
            };
        }
        None
    }
}
