//! Charts as they are written, and that no value breaks one.

use insta::assert_snapshot;

use super::*;
fn value(label: &str, value: f64, of: Option<f64>) -> Value {
    Value {
        label: label.to_owned(),
        value,
        of,
    }
}

fn values(values: &[f64]) -> Vec<Value> {
    let labelled = values.iter().enumerate();
    labelled
        .map(|(index, number)| value(&format!("{}", 1930 + index), *number, None))
        .collect()
}

/// The chart as it is written, an element a line.
fn written(kind: ChartKind, language: &str, values: Vec<Value>) -> String {
    let made = Chart {
        id: "made".into(),
        kind,
        title: "A chart & its <title>".to_owned(),
        values,
        source: None,
    };
    let markup = chart(&made, Words::of(language), None);
    markup.into_string().replace("><", ">\n<")
}

#[test]
fn a_share_is_a_bar_inside_its_whole() {
    assert_snapshot!(written(
        ChartKind::Share,
        "en",
        vec![
            value("pregnant or nursing", 655.0, Some(2103.0)),
            value("none", 0.0, Some(10.0)),
            value("more than all", 12.0, Some(10.0)),
            value("of nothing", 3.0, Some(0.0)),
            value("no whole", 3.0, None),
        ],
    ));
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    assert_snapshot!(written(
        ChartKind::Share,
        "ru",
        vec![value(
            "беременные женщины и кормящие матери",
            1655.5,
            Some(21030.0)
        )],
    ));
}

#[test]
fn bars_below_zero_lie_left_of_it() {
    assert_snapshot!(written(
        ChartKind::Bars,
        "en",
        vec![
            value("came", 30.0, None),
            value("went", -10.0, None),
            value("stayed", 0.0, None)
        ],
    ));
}

#[test]
fn a_line_has_a_dot_a_value() {
    assert_snapshot!(written(ChartKind::Line, "en", values(&[3.0, 7.0, -5.0])));
}

#[test]
fn a_long_line_has_words_where_there_is_room() {
    let many: Vec<f64> = (0..100).map(|year| f64::from(year % 7)).collect();
    let written = written(ChartKind::Line, "en", values(&many));
    let texts = written.matches("<text").count();
    assert!((5..20).contains(&texts), "{texts} words");
    assert_eq!(written.matches("<circle").count(), 0);
}

#[test]
fn an_empty_chart_has_its_title_alone() {
    for kind in [ChartKind::Share, ChartKind::Bars, ChartKind::Line] {
        let written = written(kind, "en", Vec::new());
        assert!(
            !written.contains("<svg") && !written.contains("<table"),
            "{written}"
        );
        assert!(
            written.contains("A chart &amp; its &lt;title&gt;"),
            "{written}"
        );
    }
}

#[test]
fn no_value_breaks_a_drawing() {
    let odd = [
        f64::MAX,
        f64::MIN,
        0.0,
        f64::MIN_POSITIVE,
        f64::NAN,
        f64::INFINITY,
        1e15,
    ];
    let each = odd.map(|value| vec![value]);
    for numbers in each
        .iter()
        .map(Vec::as_slice)
        .chain([&odd[..], &[0.0, 0.0], &[-1.0, -2.0]])
    {
        for kind in [ChartKind::Share, ChartKind::Bars, ChartKind::Line] {
            let written = written(kind, "kk", values(numbers));
            assert_inside(&written);
        }
    }
}

/// Every place in the drawing is a number inside it.
fn assert_inside(written: &str) {
    for attribute in ["x", "y", "cx", "cy", "width", "height", "points"] {
        for rest in written.split(&format!(" {attribute}=\"")).skip(1) {
            for number in rest.split('"').next().unwrap_or_default().split([' ', ',']) {
                let number: f64 = number.parse().unwrap_or(f64::NAN);
                assert!(
                    (0.0..=20_000.0).contains(&number),
                    "{attribute} in {written}"
                );
            }
        }
    }
}

#[test]
fn words_of_a_tour_are_words() {
    let hostile = "\"><script>alert(1)</script><a href='javascript:1'>";
    for kind in [ChartKind::Share, ChartKind::Bars, ChartKind::Line] {
        let written = written(kind, "en", vec![value(hostile, 1.0, Some(2.0))]);
        assert!(
            !written.contains("<script") && !written.contains("<b>"),
            "{written}"
        );
        assert!(!written.contains("<a href='"), "{written}");
    }
}
