//! x
#[test]
fn dbg_header() {
    let text = super::SOUND.replacen("[[chart]]", "[[chart]", 1);
    let cut = crate::tour::section::cut(&text);
    for s in &cut {
        println!("{:?} {:?} {:?}", s.kind, s.header, &text[s.header.clone()]);
    }
    let file = crate::diagnostic::SourceFile::new("x", text);
    let mut r = crate::tour::report::Report::default();
    for s in &cut {
        crate::tour::read::section(&file, s, &mut r, |raw, page, report| {
            println!("{:?} {}", raw.chart.len(), report.broken);
            if s.kind == crate::tour::section::Kind::Chart {
                println!("{}", page.text)
            }
        });
    }
}
