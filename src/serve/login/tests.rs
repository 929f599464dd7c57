use proptest::prelude::*;

use super::*;

fn group(code: &str) -> Wish {
    Wish::Group(code.into())
}

#[test]
fn a_name_says_what_is_wished() {
    let visit = Wish::visit;
    for (user, wish) in [
        ("", visit("", "", "")),
        ("karlag", visit("karlag", "", "")),
        ("Karlag", visit("karlag", "", "")),
        ("karlag+cemetery", visit("karlag", "cemetery", "")),
        ("karlag+women-camp+kk", visit("karlag", "women-camp", "kk")),
        ("karlag++kk", visit("karlag", "", "kk")),
        ("karlag++zh-Hant", visit("karlag", "", "zh-hant")),
        ("karlag+", visit("karlag", "", "")),
        ("++ru", visit("", "", "ru")),
        ("+cemetery", visit("", "cemetery", "")),
        ("a+b+c+d+e", visit("a", "b", "c")),
        ("guide", Wish::Guide(Lead::Last)),
        ("GUIDE", Wish::Guide(Lead::Last)),
        ("guide+", Wish::Guide(Lead::Last)),
        ("guide+new", Wish::Guide(Lead::New)),
        ("guide+Amber-42", Wish::Guide(Lead::Of("amber-42".into()))),
        ("guide+cemetery", visit("guide", "cemetery", "")),
        ("amber-42", group("amber-42")),
        ("Amber-42", group("amber-42")),
        ("amber42", group("amber42")),
        ("guide+amber42", Wish::Guide(Lead::Of("amber42".into()))),
        ("ember42", visit("ember42", "", "")),
        ("amber-4", visit("amber-4", "", "")),
        ("amber-1938", visit("amber-1938", "", "")),
        ("amber-42+cemetery", visit("amber-42", "cemetery", "")),
        ("-42", visit("-42", "", "")),
        ("deep-amber-42", visit("deep-amber-42", "", "")),
        ("root", visit("root", "", "")),
        ("kar\u{1b}[2Jlag\r\n", visit("kar2jlag", "", "")),
        ("../../etc/passwd", visit("etcpasswd", "", "")),
        ("карлаг", visit("", "", "")),
    ] {
        assert_eq!(Wish::parse(user), wish, "{user:?}");
    }
}

#[test]
fn how_to_come_back() {
    for (wish, user) in [
        (
            Wish::visit("karlag", "cemetery", "kk"),
            "karlag+cemetery+kk",
        ),
        (Wish::visit("karlag", "", "kk"), "karlag++kk"),
        (Wish::visit("karlag", "cemetery", ""), "karlag+cemetery"),
        (Wish::visit("karlag", "", ""), "karlag"),
        (
            Wish::visit("My Tour", "cemetery", "pt-BR"),
            "mytour+cemetery+pt-br",
        ),
        (Wish::visit("", "", "kk"), "++kk"),
        (Wish::visit("", "", ""), ""),
        (Wish::Guide(Lead::Last), "guide"),
        (Wish::Guide(Lead::New), "guide+new"),
        (Wish::Guide(Lead::Of("amber-42".into())), "guide+amber-42"),
        (group("amber-42"), "amber-42"),
    ] {
        assert_eq!(wish.to_string(), user);
        assert_eq!(Wish::parse(user), wish);
    }
}

#[test]
fn a_long_name_is_cut() {
    let long = "a".repeat(1000);
    let wish = Wish::parse(&format!("{long}+{long}+{long}+{long}"));
    assert_eq!(wish.to_string().len(), 3 * LONGEST + 2);
}

proptest! {
    #[test]
    fn nothing_but_plain_characters_survives(
        user in prop_oneof![any::<String>(), "[a-zA-Z0-9+ -]{0,99}", "(guide|[a-z]{1,9}-[0-9]{1,3}|[+]){0,4}"],
    ) {
        let wish = Wish::parse(&user);
        let said = wish.to_string();
        prop_assert!(said.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'+')), "{}", said);
        prop_assert!(said.len() <= 3 * LONGEST + 2);
        prop_assert_eq!(Wish::parse(&said), wish.clone());
        let known: Vec<String> = if let Wish::Visit { tour, station, language } = wish {
            [tour, station, language].into_iter().flatten().collect()
        } else {
            said.split('+').map(str::to_owned).collect()
        };
        prop_assert!(known.iter().all(|part| !part.is_empty() && plain(part) == *part));
    }
}
