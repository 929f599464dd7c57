//! Sources set as notes, as citations in a sentence and as a list: what a reader sees.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fmt::Write as _;

use docent::bibliography::import::{Format, import};
use docent::bibliography::{Bibliography, DEFAULT_STYLE, Form, is_style, near_styles, styles};
use docent::diagnostic::SourceFile;
use docent::markup::{Citation, Cite, Link, Locator, Text};
use docent::tour::Source;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::{Value, json};

const SOURCES: &str = include_str!("bibliography/sources.toml");
const KINDS: &str = include_str!("bibliography/kinds.toml");

fn source(item: Value) -> Source {
    let Value::Object(item) = item else {
        panic!("a source is a table")
    };
    Source {
        id: item["id"].as_str().expect("an id").into(),
        item,
    }
}

fn sources(toml: &str) -> Vec<Source> {
    let file: toml::Table = toml.parse().unwrap();
    file["source"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| source(serde_json::to_value(table).unwrap()))
        .collect()
}

/// `*emphasis*`, `<address>`, `{words that lead to their source}`.
fn show(text: &Text) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for run in &text.runs {
        shown.push_str(&text.string[at..run.range.start]);
        let words = &text.string[run.range.clone()];
        let words = if run.face.emphasis {
            format!("*{words}*")
        } else {
            words.to_owned()
        };
        let words = match &run.link {
            Some(Link::Address(_)) => format!("<{words}>"),
            Some(Link::Source(_)) => format!("{{{words}}}"),
            _ => words,
        };
        shown.push_str(&words);
        at = run.range.end;
    }
    shown + &text.string[at..]
}

/// `see: ashcroft-2025 page 12; barnes words on the cover`: as few words as a citation can be told in.
fn citation(words: &str) -> Citation {
    let cite = |words: &str| {
        let (prefix, rest) = words.split_once(": ").unwrap_or(("", words));
        let mut parts = rest.splitn(3, ' ');
        let source = parts.next().unwrap().into();
        let label = parts.next().map(|label| {
            if label == "words" {
                return Locator::UNLABELLED;
            }
            ["page", "paragraph", "folio", "timestamp"]
                .into_iter()
                .find(|known| *known == label)
                .unwrap()
        });
        let locator = label.map(|label| Locator {
            label,
            value: parts.next().unwrap().into(),
        });
        Cite {
            source,
            prefix: prefix.into(),
            locator,
        }
    };
    Citation {
        cites: words.split("; ").map(cite).collect(),
    }
}

fn list(bibliography: &Bibliography) -> String {
    bibliography
        .entries()
        .iter()
        .map(|entry| show(&entry.text) + "\n")
        .collect()
}

fn notes(bibliography: &Bibliography, citations: &str) -> String {
    let mut shown = String::new();
    for words in citations
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        let citation = citation(words);
        for form in [Form::Full, Form::Short] {
            writeln!(shown, "{}", show(&bibliography.note(&citation, form))).unwrap();
        }
    }
    shown
}

/// First mention, later mention and entry of every source.
fn table(style: &str, language: &str) -> String {
    table_of(SOURCES, style, language)
}

fn table_of(sources: &str, style: &str, language: &str) -> String {
    let sources = self::sources(sources);
    let bibliography = Bibliography::new(&sources, style, language);
    let mut shown = String::new();
    for (at, source) in sources.iter().enumerate() {
        let entry = bibliography
            .entries()
            .iter()
            .find(|entry| entry.source == at)
            .unwrap();
        write!(shown, "{}", notes(&bibliography, &source.id)).unwrap();
        writeln!(shown, "{}\n", show(&entry.text)).unwrap();
    }
    shown
}

#[test]
fn chicago_notes_in_english() {
    insta::assert_snapshot!(table(DEFAULT_STYLE, "en"), @r##"
Alice Ashcroft, “{Thank You Stalin for a Happy Childhood: The Children of the Karlag},” *Retrospect Journal*, February 16, 2025, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
Ashcroft, “{Thank You Stalin for a Happy Childhood: The Children of the Karlag}.”
Ashcroft, Alice. “Thank You Stalin for a Happy Childhood: The Children of the Karlag.” *Retrospect Journal*, February 16, 2025. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.

“{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм},” video, YouTube, January 22, 2022, <https://www.youtube.com/watch?v=PZS0r583TYU>.
“{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}.”
“АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм.” Video. YouTube, January 22, 2022. <https://www.youtube.com/watch?v=PZS0r583TYU>.

“{Музейно-мемориальный комплекс «АЛЖИР»},” Museum-Alzhir.kz, 2025, <https://museum-alzhir.kz/ru/>.
Museum-Alzhir.kz, “{Музейно-мемориальный комплекс «АЛЖИР»}.”
Museum-Alzhir.kz. “Музейно-мемориальный комплекс «АЛЖИР».” 2025. <https://museum-alzhir.kz/ru/>.

“{Личности в истории лагеря}” [Persons in the History of the Camp], Карлаг, 2024, <https://karlagmuseum.kz/>.
Карлаг, “{Личности в истории лагеря}.”
Карлаг. “Личности в истории лагеря” [Persons in the History of the Camp]. 2024. <https://karlagmuseum.kz/>.

Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011).
Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}.
Barnes, Steven A. *Death and Redemption: The Gulag and the Shaping of Soviet Society*. Princeton University Press, 2011.

Екатерина Кузнецова, {*Под страхом расстрела*} [Under threat of execution] (Болашак-Баспа, 2001).
Кузнецова, {*Под страхом расстрела*}.
Кузнецова, Екатерина. *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа, 2001.

María Diaz and Nurlan Dulatbekov, “{Children in the Camp},” in *The Gulag in Kazakhstan*, ed. Manash Kozybayev (Arys, 2007).
Diaz and Dulatbekov, “{Children in the Camp}.”
Diaz, María, and Nurlan Dulatbekov. “Children in the Camp.” In *The Gulag in Kazakhstan*, edited by Manash Kozybayev. Arys, 2007.

Vera Kaplan, “{The ‘Happy Childhood’ of the Steppe},” *Slavic Review* 70, no. 2 (2011): 321–45, <https://doi.org/10.5612/slavicreview.70.2.0321>.
Kaplan, “{The ‘Happy Childhood’ of the Steppe}.”
Kaplan, Vera. “The ‘Happy Childhood’ of the Steppe.” *Slavic Review* 70, no. 2 (2011): 321–45. <https://doi.org/10.5612/slavicreview.70.2.0321>.

Асан Жумабаев, “{Дети «врагов народа» в Карлаге},” *Вестник Карагандинского университета* 12, no. 3 (2019): 15–23.
Жумабаев, “{Дети «врагов народа» в Карлаге}.”
Жумабаев, Асан. “Дети «врагов народа» в Карлаге.” *Вестник Карагандинского университета* 12, no. 3 (2019): 15–23.

Редакция, “{Ветераны вспоминают},” *Индустриальная Караганда*, October 31, 1989.
Редакция, “{Ветераны вспоминают}.”
Редакция. “Ветераны вспоминают.” *Индустриальная Караганда*, October 31, 1989.

Jeffrey Hardy, “{Mothers and Infants in the Karlag}” (PhD diss., Nazarbayev University, 2018).
Hardy, “{Mothers and Infants in the Karlag}.”
Hardy, Jeffrey. “Mothers and Infants in the Karlag.” PhD diss., Nazarbayev University, 2018.

Мария Петрова, “{О детдоме в Долинке},” interview by Alice Ashcroft, July 3, 2024, Архив музея Карлага.
Петрова, “{О детдоме в Долинке}.”
Петрова, Мария. “О детдоме в Долинке.” Interview by Alice Ashcroft. July 3, 2024. Архив музея Карлага.

Управление Карлага, “{Отчёт о работе детского комбината},” 1941–1952, Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Управление Карлага, “{Отчёт о работе детского комбината}.”
Управление Карлага. “Отчёт о работе детского комбината.” 1941–1952. Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.

UNESCO Almaty, {*Memorial Sites of Kazakhstan*}, Report no. 12 (UNESCO, 2016), <https://example.org/report>.
UNESCO Almaty, {*Memorial Sites of Kazakhstan*}.
UNESCO Almaty. *Memorial Sites of Kazakhstan*. Report No. 12. UNESCO, 2016. <https://example.org/report>.

Memorial, “{Victims of Political Terror in the USSR},” version 5, Memorial, 2017, <https://base.memo.ru/>.
Memorial, “{Victims of Political Terror in the USSR}.”
Memorial. “Victims of Political Terror in the USSR.” Version 5. Memorial, 2017. <https://base.memo.ru/>.

{О реабилитации жертв массовых политических репрессий}, Law No. 2143-XII (1993), <https://adilet.zan.kz/rus/docs/Z930002200_>.
{О реабилитации жертв массовых политических репрессий}.
О реабилитации жертв массовых политических репрессий, Law No. 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>.

Aigul Serikbay, “{Letter About the Children's Home},” email to Alice Ashcroft, January 9, 2025.
Serikbay, “{Letter About the Children's Home}.”
Serikbay, Aigul. “Letter About the Children's Home.” Email to Alice Ashcroft. January 9, 2025.

“{What Was the Karlag?},” accessed March 14, 2025, <https://example.org/karlag>.
“{What Was the Karlag?}”
“What Was the Karlag?” Accessed March 14, 2025. <https://example.org/karlag>.
"##);
}

#[test]
fn chicago_notes_in_russian() {
    insta::assert_snapshot!(table(DEFAULT_STYLE, "ru"), @r##"
Alice Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}», *Retrospect Journal*, 16 февраля 2025, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}».
Ashcroft, Alice. «Thank You Stalin for a Happy Childhood: The Children of the Karlag». *Retrospect Journal*, 16 февраля 2025. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.

«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}», видео, YouTube, 22 января 2022, <https://www.youtube.com/watch?v=PZS0r583TYU>.
«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}».
«АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм». Видео. YouTube, 22 января 2022. <https://www.youtube.com/watch?v=PZS0r583TYU>.

«{Музейно-мемориальный комплекс „АЛЖИР“}», Museum-Alzhir.kz, 2025, <https://museum-alzhir.kz/ru/>.
Museum-Alzhir.kz, «{Музейно-мемориальный комплекс „АЛЖИР“}».
Museum-Alzhir.kz. «Музейно-мемориальный комплекс „АЛЖИР“». 2025. <https://museum-alzhir.kz/ru/>.

«{Личности в истории лагеря}» [Persons in the History of the Camp], Карлаг, 2024, <https://karlagmuseum.kz/>.
Карлаг, «{Личности в истории лагеря}».
Карлаг. «Личности в истории лагеря» [Persons in the History of the Camp]. 2024. <https://karlagmuseum.kz/>.

Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011).
Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}.
Barnes, Steven A. *Death and Redemption: The Gulag and the Shaping of Soviet Society*. Princeton University Press, 2011.

Екатерина Кузнецова, {*Под страхом расстрела*} [Under threat of execution] (Болашак-Баспа, 2001).
Кузнецова, {*Под страхом расстрела*}.
Кузнецова, Екатерина. *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа, 2001.

María Diaz и Nurlan Dulatbekov, «{Children in the Camp}», в *The Gulag in Kazakhstan*, ред. Manash Kozybayev (Arys, 2007).
Diaz и Dulatbekov, «{Children in the Camp}».
Diaz, María, и Nurlan Dulatbekov. «Children in the Camp». В *The Gulag in Kazakhstan*, ред. Manash Kozybayev. Arys, 2007.

Vera Kaplan, «{The “Happy Childhood” of the Steppe}», *Slavic Review* 70, № 2 (2011): 321–45, <https://doi.org/10.5612/slavicreview.70.2.0321>.
Kaplan, «{The “Happy Childhood” of the Steppe}».
Kaplan, Vera. «The “Happy Childhood” of the Steppe». *Slavic Review* 70, № 2 (2011): 321–45. <https://doi.org/10.5612/slavicreview.70.2.0321>.

Асан Жумабаев, «{Дети „врагов народа“ в Карлаге}», *Вестник Карагандинского университета* 12, № 3 (2019): 15–23.
Жумабаев, «{Дети „врагов народа“ в Карлаге}».
Жумабаев, Асан. «Дети „врагов народа“ в Карлаге». *Вестник Карагандинского университета* 12, № 3 (2019): 15–23.

Редакция, «{Ветераны вспоминают}», *Индустриальная Караганда*, 31 октября 1989.
Редакция, «{Ветераны вспоминают}».
Редакция. «Ветераны вспоминают». *Индустриальная Караганда*, 31 октября 1989.

Jeffrey Hardy, «{Mothers and Infants in the Karlag}» (PhD diss., Nazarbayev University, 2018).
Hardy, «{Mothers and Infants in the Karlag}».
Hardy, Jeffrey. «Mothers and Infants in the Karlag». PhD diss., Nazarbayev University, 2018.

Мария Петрова, «{О детдоме в Долинке}», интервьюер Alice Ashcroft, 3 июля 2024, Архив музея Карлага.
Петрова, «{О детдоме в Долинке}».
Петрова, Мария. «О детдоме в Долинке». Интервьюер Alice Ashcroft. 3 июля 2024. Архив музея Карлага.

Управление Карлага, «{Отчёт о работе детского комбината}», 1941–1952, Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Управление Карлага, «{Отчёт о работе детского комбината}».
Управление Карлага. «Отчёт о работе детского комбината». 1941–1952. Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.

UNESCO Almaty, {*Memorial Sites of Kazakhstan*}, Report № 12 (UNESCO, 2016), <https://example.org/report>.
UNESCO Almaty, {*Memorial Sites of Kazakhstan*}.
UNESCO Almaty. *Memorial Sites of Kazakhstan*. Report № 12. UNESCO, 2016. <https://example.org/report>.

Memorial, «{Victims of Political Terror in the USSR}», версия 5, Memorial, 2017, <https://base.memo.ru/>.
Memorial, «{Victims of Political Terror in the USSR}».
Memorial. «Victims of Political Terror in the USSR». Версия 5. Memorial, 2017. <https://base.memo.ru/>.

{О реабилитации жертв массовых политических репрессий}, Закон № 2143-XII (1993), <https://adilet.zan.kz/rus/docs/Z930002200_>.
{О реабилитации жертв массовых политических репрессий}.
О реабилитации жертв массовых политических репрессий, Закон № 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>.

Aigul Serikbay, «{Letter About the Children's Home}», email, адресат: Alice Ashcroft, 9 января 2025.
Serikbay, «{Letter About the Children's Home}».
Serikbay, Aigul. «Letter About the Children's Home». Email, адресат: Alice Ashcroft. 9 января 2025.

«{What Was the Karlag?}», дата обращения 14 марта 2025, <https://example.org/karlag>.
«{What Was the Karlag?}»
«What Was the Karlag?» Дата обращения 14 марта 2025. <https://example.org/karlag>.
"##);
}

#[test]
fn chicago_notes_in_kazakh() {
    insta::assert_snapshot!(table(DEFAULT_STYLE, "kk"), @r##"
Alice Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}», *Retrospect Journal*, 2025 ж. 16 ақпан, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}».
Ashcroft, Alice. «Thank You Stalin for a Happy Childhood: The Children of the Karlag». *Retrospect Journal*, 2025 ж. 16 ақпан. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.

«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}», бейнежазба, YouTube, 2022 ж. 22 қаңтар, <https://www.youtube.com/watch?v=PZS0r583TYU>.
«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}».
«АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм». Бейнежазба. YouTube, 2022 ж. 22 қаңтар. <https://www.youtube.com/watch?v=PZS0r583TYU>.

«{Музейно-мемориальный комплекс „АЛЖИР“}», Museum-Alzhir.kz, 2025 ж., <https://museum-alzhir.kz/ru/>.
Museum-Alzhir.kz, «{Музейно-мемориальный комплекс „АЛЖИР“}».
Museum-Alzhir.kz. «Музейно-мемориальный комплекс „АЛЖИР“». 2025 ж. <https://museum-alzhir.kz/ru/>.

«{Личности в истории лагеря}» [Persons in the History of the Camp], Карлаг, 2024 ж., <https://karlagmuseum.kz/>.
Карлаг, «{Личности в истории лагеря}».
Карлаг. «Личности в истории лагеря» [Persons in the History of the Camp]. 2024 ж. <https://karlagmuseum.kz/>.

Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011).
Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}.
Barnes, Steven A. *Death and Redemption: The Gulag and the Shaping of Soviet Society*. Princeton University Press, 2011.

Екатерина Кузнецова, {*Под страхом расстрела*} [Under threat of execution] (Болашак-Баспа, 2001).
Кузнецова, {*Под страхом расстрела*}.
Кузнецова, Екатерина. *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа, 2001.

María Diaz және Nurlan Dulatbekov, «{Children in the Camp}», кітапта: *The Gulag in Kazakhstan*, ред. Manash Kozybayev (Arys, 2007).
Diaz және Dulatbekov, «{Children in the Camp}».
Diaz, María, және Nurlan Dulatbekov. «Children in the Camp». Кітапта: *The Gulag in Kazakhstan*, ред. Manash Kozybayev. Arys, 2007.

Vera Kaplan, «{The “Happy Childhood” of the Steppe}», *Slavic Review* 70, № 2 (2011): 321–45, <https://doi.org/10.5612/slavicreview.70.2.0321>.
Kaplan, «{The “Happy Childhood” of the Steppe}».
Kaplan, Vera. «The “Happy Childhood” of the Steppe». *Slavic Review* 70, № 2 (2011): 321–45. <https://doi.org/10.5612/slavicreview.70.2.0321>.

Асан Жумабаев, «{Дети „врагов народа“ в Карлаге}», *Вестник Карагандинского университета* 12, № 3 (2019): 15–23.
Жумабаев, «{Дети „врагов народа“ в Карлаге}».
Жумабаев, Асан. «Дети „врагов народа“ в Карлаге». *Вестник Карагандинского университета* 12, № 3 (2019): 15–23.

Редакция, «{Ветераны вспоминают}», *Индустриальная Караганда*, 1989 ж. 31 қазан.
Редакция, «{Ветераны вспоминают}».
Редакция. «Ветераны вспоминают». *Индустриальная Караганда*, 1989 ж. 31 қазан.

Jeffrey Hardy, «{Mothers and Infants in the Karlag}» (PhD diss., Nazarbayev University, 2018).
Hardy, «{Mothers and Infants in the Karlag}».
Hardy, Jeffrey. «Mothers and Infants in the Karlag». PhD diss., Nazarbayev University, 2018.

Мария Петрова, «{О детдоме в Долинке}», сұхбат алған Alice Ashcroft, 2024 ж. 3 шілде, Архив музея Карлага.
Петрова, «{О детдоме в Долинке}».
Петрова, Мария. «О детдоме в Долинке». Сұхбат алған Alice Ashcroft. 2024 ж. 3 шілде. Архив музея Карлага.

Управление Карлага, «{Отчёт о работе детского комбината}», 1941–1952 ж., Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Управление Карлага, «{Отчёт о работе детского комбината}».
Управление Карлага. «Отчёт о работе детского комбината». 1941–1952 ж. Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.

UNESCO Almaty, {*Memorial Sites of Kazakhstan*}, Report № 12 (UNESCO, 2016), <https://example.org/report>.
UNESCO Almaty, {*Memorial Sites of Kazakhstan*}.
UNESCO Almaty. *Memorial Sites of Kazakhstan*. Report № 12. UNESCO, 2016. <https://example.org/report>.

Memorial, «{Victims of Political Terror in the USSR}», нұсқа 5, Memorial, 2017 ж., <https://base.memo.ru/>.
Memorial, «{Victims of Political Terror in the USSR}».
Memorial. «Victims of Political Terror in the USSR». Нұсқа 5. Memorial, 2017 ж. <https://base.memo.ru/>.

{О реабилитации жертв массовых политических репрессий}, Заң № 2143-XII (1993), <https://adilet.zan.kz/rus/docs/Z930002200_>.
{О реабилитации жертв массовых политических репрессий}.
О реабилитации жертв массовых политических репрессий, Заң № 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>.

Aigul Serikbay, «{Letter About the Children's Home}», email, адресат: Alice Ashcroft, 2025 ж. 9 қаңтар.
Serikbay, «{Letter About the Children's Home}».
Serikbay, Aigul. «Letter About the Children's Home». Email, адресат: Alice Ashcroft. 2025 ж. 9 қаңтар.

«{What Was the Karlag?}», қаралған күні 2025 ж. 14 наурыз, <https://example.org/karlag>.
«{What Was the Karlag?}»
«What Was the Karlag?» Қаралған күні 2025 ж. 14 наурыз. <https://example.org/karlag>.
"##);
}

/// Read and found right by the rules of each style, save for what the documentation says it lacks.
#[test]
fn every_kind_of_source_in_five_styles_and_three_languages() {
    for (style, name) in [
        (DEFAULT_STYLE, "chicago-notes"),
        ("chicago-author-date", "chicago-author-date"),
        ("mla", "mla"),
        ("apa", "apa"),
        ("gost-r-7-0-5-2008-numeric", "gost"),
    ] {
        for language in ["en", "ru", "kk"] {
            let shown = table_of(KINDS, style, language);
            insta::assert_snapshot!(format!("{name}-{language}"), shown);
        }
    }
}

#[test]
fn author_date() {
    let chicago = Bibliography::new(&sources(SOURCES), "chicago-author-date", "en");
    insta::assert_snapshot!(list(&chicago), @r##"
“What Was the Karlag?” n.d. Accessed March 14, 2025. <https://example.org/karlag>.
“АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм.” 2022. Video. YouTube, January 22. <https://www.youtube.com/watch?v=PZS0r583TYU>.
Ashcroft, Alice. 2025. “Thank You Stalin for a Happy Childhood: The Children of the Karlag.” *Retrospect Journal*, February 16. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
Barnes, Steven A. 2011. *Death and Redemption: The Gulag and the Shaping of Soviet Society*. Princeton University Press.
Diaz, María, and Nurlan Dulatbekov. 2007. “Children in the Camp.” In *The Gulag in Kazakhstan*, edited by Manash Kozybayev. Arys.
Hardy, Jeffrey. 2018. “Mothers and Infants in the Karlag.” PhD diss., Nazarbayev University.
Kaplan, Vera. 2011. “The ‘Happy Childhood’ of the Steppe.” *Slavic Review* 70 (2): 321–45. <https://doi.org/10.5612/slavicreview.70.2.0321>.
Memorial. 2017. “Victims of Political Terror in the USSR.” Version 5. Memorial. <https://base.memo.ru/>.
Museum-Alzhir.kz. 2025. “Музейно-мемориальный комплекс «АЛЖИР».” <https://museum-alzhir.kz/ru/>.
Serikbay, Aigul. 2025. “Letter About the Children's Home.” Email to Alice Ashcroft. January 9.
UNESCO Almaty. 2016. *Memorial Sites of Kazakhstan*. Report No. 12. UNESCO. <https://example.org/report>.
Жумабаев, Асан. 2019. “Дети «врагов народа» в Карлаге.” *Вестник Карагандинского университета* 12 (3): 15–23.
Карлаг. 2024. “Личности в истории лагеря” [Persons in the History of the Camp]. <https://karlagmuseum.kz/>.
Кузнецова, Екатерина. 2001. *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа.
О реабилитации жертв массовых политических репрессий, Law No. 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>.
Петрова, Мария. 2024. “О детдоме в Долинке.” Interview by Alice Ashcroft. July 3. Архив музея Карлага.
Редакция. 1989. “Ветераны вспоминают.” *Индустриальная Караганда*, October 31.
Управление Карлага. 1941–1952. “Отчёт о работе детского комбината.” Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
"##);
    insta::assert_snapshot!(notes(&chicago, "ashcroft-2025 page 4\nsee: fond; chapter page 45\nalzhir\nundated"), @r##"
({Ashcroft 2025, 4})
({Ashcroft 2025, 4})
(see {Управление Карлага 1941–1952}; {Diaz and Dulatbekov 2007, 45})
(see {Управление Карлага 1941–1952}; {Diaz and Dulatbekov 2007, 45})
({Museum-Alzhir.kz 2025})
({Museum-Alzhir.kz 2025})
(“{What Was the Karlag?},” n.d.)
(“{What Was the Karlag?},” n.d.)
"##);
    insta::assert_snapshot!(list(&Bibliography::new(&sources(SOURCES), "chicago-author-date", "ru")), @r##"
«АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм». 2022. Видео. YouTube, 22 января. <https://www.youtube.com/watch?v=PZS0r583TYU>.
«What Was the Karlag?» б. д. Дата обращения 14 марта 2025. <https://example.org/karlag>.
Жумабаев, Асан. 2019. «Дети „врагов народа“ в Карлаге». *Вестник Карагандинского университета* 12 (3): 15–23.
Карлаг. 2024. «Личности в истории лагеря» [Persons in the History of the Camp]. <https://karlagmuseum.kz/>.
Кузнецова, Екатерина. 2001. *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа.
О реабилитации жертв массовых политических репрессий, Закон № 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>.
Петрова, Мария. 2024. «О детдоме в Долинке». Интервьюер Alice Ashcroft. 3 июля. Архив музея Карлага.
Редакция. 1989. «Ветераны вспоминают». *Индустриальная Караганда*, 31 октября.
Управление Карлага. 1941–1952. «Отчёт о работе детского комбината». Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Ashcroft, Alice. 2025. «Thank You Stalin for a Happy Childhood: The Children of the Karlag». *Retrospect Journal*, 16 февраля. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
Barnes, Steven A. 2011. *Death and Redemption: The Gulag and the Shaping of Soviet Society*. Princeton University Press.
Diaz, María, и Nurlan Dulatbekov. 2007. «Children in the Camp». В *The Gulag in Kazakhstan*, ред. Manash Kozybayev. Arys.
Hardy, Jeffrey. 2018. «Mothers and Infants in the Karlag». PhD diss., Nazarbayev University.
Kaplan, Vera. 2011. «The “Happy Childhood” of the Steppe». *Slavic Review* 70 (2): 321–45. <https://doi.org/10.5612/slavicreview.70.2.0321>.
Memorial. 2017. «Victims of Political Terror in the USSR». Версия 5. Memorial. <https://base.memo.ru/>.
Museum-Alzhir.kz. 2025. «Музейно-мемориальный комплекс „АЛЖИР“». <https://museum-alzhir.kz/ru/>.
Serikbay, Aigul. 2025. «Letter About the Children's Home». Email, адресат: Alice Ashcroft. 9 января.
UNESCO Almaty. 2016. *Memorial Sites of Kazakhstan*. Report № 12. UNESCO. <https://example.org/report>.
"##);
}

#[test]
fn mla() {
    let mla = Bibliography::new(&sources(SOURCES), "mla", "en");
    insta::assert_snapshot!(list(&mla), @r##"
“АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм.” Video. *YouTube*, 22 Jan. 2022, <https://www.youtube.com/watch?v=PZS0r583TYU>.
“Личности в истории лагеря” [Persons in the History of the Camp]. *Карлаг*, 2024, <https://karlagmuseum.kz/>.
“Музейно-мемориальный комплекс «АЛЖИР».” *Museum-Alzhir.kz*, 2025, <https://museum-alzhir.kz/ru/>.
Ashcroft, Alice. “Thank You Stalin for a Happy Childhood: The Children of the Karlag.” *Retrospect Journal*, 16 Feb. 2025, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
Barnes, Steven A. *Death and Redemption: The Gulag and the Shaping of Soviet Society*. Princeton University Press, 2011.
Diaz, María, and Nurlan Dulatbekov. “Children in the Camp.” *The Gulag in Kazakhstan*, edited by Manash Kozybayev, Arys, 2007, pp. 45–67.
Hardy, Jeffrey. *Mothers and Infants in the Karlag*. 2018. Nazarbayev University, PhD diss.
Kaplan, Vera. “The ‘Happy Childhood’ of the Steppe.” *Slavic Review*, vol. 70, no. 2, 2011, pp. 321–45, <https://doi.org/10.5612/slavicreview.70.2.0321>.
Memorial. “Victims of Political Terror in the USSR.” Version 5, Memorial, 2017, <https://base.memo.ru/>.
Serikbay, Aigul. “Letter About the Children's Home.” Email. 9 Jan. 2025.
UNESCO Almaty. *Memorial Sites of Kazakhstan*. Report no. 12, UNESCO, May 2016, <https://example.org/report>.
*What Was the Karlag?* <https://example.org/karlag>. Accessed 14 Mar. 2025.
Жумабаев, Асан. “Дети «врагов народа» в Карлаге.” *Вестник Карагандинского университета*, vol. 12, no. 3, 2019, pp. 15–23.
Кузнецова, Екатерина. *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа, 2001.
О реабилитации жертв массовых политических репрессий. Law 2143-XII, 14 Apr. 1993, <https://adilet.zan.kz/rus/docs/Z930002200_>.
Петрова, Мария. “О детдоме в Долинке.” Interview by Alice Ashcroft. 3 July 2024, Архив музея Карлага.
Редакция. “Ветераны вспоминают.” *Индустриальная Караганда*, 31 Oct. 1989, p. 3.
Управление Карлага. “Отчёт о работе детского комбината.” 1941–1952, Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
"##);
    insta::assert_snapshot!(notes(&mla, "ashcroft-2025 page 4\nsee: fond; chapter page 45\nmukhtarova"), @r##"
({Ashcroft 4})
({Ashcroft 4})
(see {Управление Карлага}; {Diaz and Dulatbekov 45})
(see {Управление Карлага}; {Diaz and Dulatbekov 45})
(“{Личности в истории лагеря}”)
(“{Личности в истории лагеря}”)
"##);
}

#[test]
fn apa() {
    let apa = Bibliography::new(&sources(SOURCES), "apa", "en");
    insta::assert_snapshot!(list(&apa), @r##"
Ashcroft, A. (2025, February 16). Thank You Stalin for a Happy Childhood: the Children of the Karlag. *Retrospect Journal*. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>
Barnes, S. A. (2011). *Death and Redemption: the Gulag and the Shaping of Soviet Society*. Princeton University Press.
Diaz, M., & Dulatbekov, N. (2007). Children in the camp. In M. Kozybayev (Ed.), *The Gulag in Kazakhstan* (pp. 45–67). Arys.
Hardy, J. (2018). *Mothers and infants in the Karlag* [PhD diss.]. Nazarbayev University.
Kaplan, V. (2011). The “Happy Childhood” of the Steppe. *Slavic Review*, *70*(2), 321–345. <https://doi.org/10.5612/slavicreview.70.2.0321>
Memorial. (2017). *Victims of political terror in the USSR* (Version 5) [Dataset]. Memorial. <https://base.memo.ru/>
Serikbay, A. (2025, January 9). *Letter about the children's home* [Email to Alice Ashcroft].
UNESCO Almaty. (2016). *Memorial sites of Kazakhstan* (Report No. 12). UNESCO. <https://example.org/report>
*What was the Karlag?* (n.d.). Retrieved March 14, 2025, from <https://example.org/karlag>
*АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм*. (2022, January 22). [Video]. YouTube. <https://www.youtube.com/watch?v=PZS0r583TYU>
Жумабаев, А. (2019). Дети «врагов народа» в Карлаге. *Вестник Карагандинского университета*, *12*(3), 15–23.
Кузнецова, Е. (2001). *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа.
*Личности в истории лагеря* [Persons in the History of the Camp]. (2024). Карлаг. <https://karlagmuseum.kz/>
*Музейно-мемориальный комплекс «АЛЖИР»*. (2025). Museum-Alzhir.kz. <https://museum-alzhir.kz/ru/>
О реабилитации жертв массовых политических репрессий, Law No. 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>
Петрова, М. (2024, July 3). *О детдоме в Долинке* (A. Ashcroft, interviewer). Архив музея Карлага.
Редакция. (1989, October 31). Ветераны вспоминают. *Индустриальная Караганда*, 3.
Управление Карлага. (1941–1952). *Отчёт о работе детского комбината*. Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
"##);
    insta::assert_snapshot!(notes(&apa, "ashcroft-2025 page 4\nsee: fond; chapter page 45\nletter"), @r##"
({Ashcroft, 2025, p. 4})
({Ashcroft, 2025, p. 4})
({Diaz & Dulatbekov, 2007, p. 45}; see {Управление Карлага, 1941–1952})
({Diaz & Dulatbekov, 2007, p. 45}; see {Управление Карлага, 1941–1952})
({A. Serikbay, personal communication, January 9, 2025})
({A. Serikbay, personal communication, January 9, 2025})
"##);
    insta::assert_snapshot!(list(&Bibliography::new(&sources(SOURCES), "apa", "kk")), @r##"
*АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм*. (2022, 22 қаңтар). [Бейнежазба]. YouTube. <https://www.youtube.com/watch?v=PZS0r583TYU>
Жумабаев, А. (2019). Дети «врагов народа» в Карлаге. *Вестник Карагандинского университета*, *12*(3), 15–23.
Кузнецова, Е. (2001). *Под страхом расстрела* [Under threat of execution]. Болашак-Баспа.
*Личности в истории лагеря* [Persons in the History of the Camp]. (2024). Карлаг. <https://karlagmuseum.kz/>
*Музейно-мемориальный комплекс «АЛЖИР»*. (2025). Museum-Alzhir.kz. <https://museum-alzhir.kz/ru/>
О реабилитации жертв массовых политических репрессий, Заң № 2143-XII (1993). <https://adilet.zan.kz/rus/docs/Z930002200_>
Петрова, М. (2024, 3 шілде). *О детдоме в Долинке* (A. Ashcroft, сұхбат алған). Архив музея Карлага.
Редакция. (1989, 31 қазан). Ветераны вспоминают. *Индустриальная Караганда*, 3.
Управление Карлага. (1941–1952). *Отчёт о работе детского комбината*. Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Ashcroft, A. (2025, 16 ақпан). Thank You Stalin for a Happy Childhood: the Children of the Karlag. *Retrospect Journal*. <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>
Barnes, S. A. (2011). *Death and Redemption: the Gulag and the Shaping of Soviet Society*. Princeton University Press.
Diaz, M., & Dulatbekov, N. (2007). Children in the camp. Кітапта: M. Kozybayev (Ред.), *The Gulag in Kazakhstan* (бб. 45–67). Arys.
Hardy, J. (2018). *Mothers and infants in the Karlag* [PhD diss.]. Nazarbayev University.
Kaplan, V. (2011). The “Happy Childhood” of the Steppe. *Slavic Review*, *70*(2), 321–345. <https://doi.org/10.5612/slavicreview.70.2.0321>
Memorial. (2017). *Victims of political terror in the USSR* (Нұсқа 5) [Деректер жиынтығы]. Memorial. <https://base.memo.ru/>
Serikbay, A. (2025, 9 қаңтар). *Letter about the children's home* [Email, адресат: Alice Ashcroft].
UNESCO Almaty. (2016). *Memorial sites of Kazakhstan* (Report № 12). UNESCO. <https://example.org/report>
*What was the Karlag?* (к. ж.). Қаралған күні: 2025 ж. 14 наурыз, дереккөз: <https://example.org/karlag>
"##);
}

#[test]
fn gost() {
    let gost = Bibliography::new(&sources(SOURCES), "gost-r-7-0-5-2008-numeric", "ru");
    insta::assert_snapshot!(list(&gost), @r##"
1. Ashcroft A. Thank You Stalin for a Happy Childhood: the Children of the Karlag // Retrospect Journal. 2025. URL: <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>.
2. АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм: видео // YouTube. 2022. URL: <https://www.youtube.com/watch?v=PZS0r583TYU>.
3. Музейно-мемориальный комплекс «АЛЖИР» [Электронный ресурс] // Museum-Alzhir.kz. 2025. URL: <https://museum-alzhir.kz/ru/>.
4. Личности в истории лагеря [Persons in the History of the Camp] [Электронный ресурс] // Карлаг. 2024. URL: <https://karlagmuseum.kz/> (дата обращения: 14.03.2025).
5. Barnes S. A. Death and Redemption: the Gulag and the Shaping of Soviet Society. Princeton: Princeton University Press, 2011.
6. Кузнецова Е. Под страхом расстрела [Under threat of execution]. Караганда: Болашак-Баспа, 2001.
7. Diaz M., Dulatbekov N. Children in the camp // The Gulag in Kazakhstan / под ред. Kozybayev M. Almaty: Arys, 2007. С. 45–67.
8. Kaplan V. The “Happy Childhood” of the Steppe // Slavic Review. 2011. Т. 70, № 2. С. 321–345.
9. Жумабаев А. Дети «врагов народа» в Карлаге // Вестник Карагандинского университета. 2019. Т. 12, № 3. С. 15–23.
10. Редакция. Ветераны вспоминают // Индустриальная Караганда. 1989. С. 3.
11. Hardy J. Mothers and infants in the Karlag: PhD diss. Nazarbayev University, 2018.
12. Петрова М. О детдоме в Долинке. 2024. Архив музея Карлага, Долинка.
13. Управление Карлага. Отчёт о работе детского комбината. 1941–1952. Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
14. UNESCO Almaty. Memorial sites of Kazakhstan: Report 12. Almaty: UNESCO, 2016. URL: <https://example.org/report>.
15. Memorial. Victims of political terror in the USSR. Memorial, 2017. URL: <https://base.memo.ru/>.
16. О реабилитации жертв массовых политических репрессий: Закон 2143-XII. 1993. URL: <https://adilet.zan.kz/rus/docs/Z930002200_>.
17. Serikbay A. Letter about the children's home: email. 2025.
18. What was the Karlag? [Электронный ресурс]. URL: <https://example.org/karlag> (дата обращения: 14.03.2025).
"##);
    // Numbers are those of the list, however the citation stands alone.
    insta::assert_snapshot!(notes(&gost, "letter page 4\nchapter; barnes; fond page 5"), @r##"
[{17, с. 4}]
[{17, с. 4}]
[{5},{7},{13, с. 5}]
[{5},{7},{13, с. 5}]
"##);
}

#[test]
fn locators_prefixes_and_clusters() {
    for language in ["en", "ru", "kk"] {
        let chicago = Bibliography::new(&sources(SOURCES), DEFAULT_STYLE, language);
        let shown = notes(
            &chicago,
            "see: ashcroft-2025 paragraph 4; see also: barnes page 12–19
             alzhir-film timestamp 12:30
             fond folio 5",
        );
        match language {
            "en" => insta::assert_snapshot!(shown, @r##"
See Alice Ashcroft, “{Thank You Stalin for a Happy Childhood: The Children of the Karlag},” *Retrospect Journal*, February 16, 2025, para. 4, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>; see also Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011), 12–19.
See Ashcroft, “{Thank You Stalin for a Happy Childhood: The Children of the Karlag},” para. 4; see also Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}, 12–19.
“{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм},” video, YouTube, January 22, 2022, at 12:30, <https://www.youtube.com/watch?v=PZS0r583TYU>.
“{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм},” at 12:30.
Управление Карлага, “{Отчёт о работе детского комбината},” 1941–1952, Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Управление Карлага, “{Отчёт о работе детского комбината},” fol. 5.
"##),
            "ru" => insta::assert_snapshot!(shown, @r##"
See Alice Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}», *Retrospect Journal*, 16 февраля 2025, абз. 4, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>; see also Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011), 12–19.
See Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}», абз. 4; see also Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}, 12–19.
«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}», видео, YouTube, 22 января 2022, 12:30, <https://www.youtube.com/watch?v=PZS0r583TYU>.
«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}», 12:30.
Управление Карлага, «{Отчёт о работе детского комбината}», 1941–1952, Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Управление Карлага, «{Отчёт о работе детского комбината}», л. 5.
"##),
            _ => insta::assert_snapshot!(shown, @r##"
See Alice Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}», *Retrospect Journal*, 2025 ж. 16 ақпан, аб. 4, <https://retrospectjournal.com/2025/02/16/thank-you-stalin/>; see also Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011), 12–19.
See Ashcroft, «{Thank You Stalin for a Happy Childhood: The Children of the Karlag}», аб. 4; see also Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}, 12–19.
«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}», бейнежазба, YouTube, 2022 ж. 22 қаңтар, 12:30, <https://www.youtube.com/watch?v=PZS0r583TYU>.
«{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}», 12:30.
Управление Карлага, «{Отчёт о работе детского комбината}», 1941–1952 ж., Государственный архив Карагандинской области, ф. 16, оп. 1, д. 34, л. 5.
Управление Карлага, «{Отчёт о работе детского комбината}», п. 5.
"##),
        }
    }
}

/// Each is shown as it was written, with no word before it.
#[test]
fn locators_without_a_label() {
    let sources = sources(SOURCES);
    let mut shown = String::new();
    for style in [
        DEFAULT_STYLE,
        "chicago-author-date",
        "mla",
        "apa",
        "gost-r-7-0-5-2008-numeric",
    ] {
        for language in ["en", "ru", "kk"] {
            let bibliography = Bibliography::new(&sources, style, language);
            writeln!(shown, "{style} {language}").unwrap();
            let words = "barnes words bibliography; ashcroft-2025 words ф. 16, оп. 1, д. 34";
            shown.push_str(&notes(&bibliography, words));
            for words in [
                "barnes words map 3",
                "barnes words min. 12–14; barnes words online",
            ] {
                let note = bibliography.note(&citation(words), Form::Short);
                writeln!(shown, "{}", show(&note)).unwrap();
            }
        }
    }
    insta::assert_snapshot!("locators-without-a-label", shown);
}

#[test]
fn inside_a_sentence() {
    let sources = sources(SOURCES);
    let set = |style: &str, words: &str, form: Form| {
        show(&Bibliography::new(&sources, style, "en").in_text(&citation(words), form))
    };
    insta::assert_snapshot!(set(DEFAULT_STYLE, "see: barnes page 12", Form::Full), @"see Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011), 12");
    insta::assert_snapshot!(set(DEFAULT_STYLE, "alzhir-film", Form::Short), @"“{АЛЖИР Казахстан Лагерь жен изменников родины Художественный фильм}”");
    insta::assert_snapshot!(set("apa", "barnes page 12", Form::Full), @"({Barnes, 2011, p. 12})");
}

#[test]
fn unknown_sources_are_named() {
    let chicago = Bibliography::new(&sources(SOURCES), DEFAULT_STYLE, "en");
    insta::assert_snapshot!(notes(&chicago, "nobody\nbarnes page 3; see: nobody; alzhir"), @r##"
[?nobody].
[?nobody].
Steven A. Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*} (Princeton University Press, 2011), 3; see [?nobody]; “{Музейно-мемориальный комплекс «АЛЖИР»},” Museum-Alzhir.kz, 2025, <https://museum-alzhir.kz/ru/>.
Barnes, {*Death and Redemption: The Gulag and the Shaping of Soviet Society*}, 3; see [?nobody]; Museum-Alzhir.kz, “{Музейно-мемориальный комплекс «АЛЖИР»}.”
"##);
    let empty = chicago.note(&Citation::default(), Form::Full);
    assert_eq!(*empty, Text::default());
    assert_eq!(Bibliography::new(&[], "apa", "en").entries(), []);
}

/// Two works of one author and year, one by a namesake, one that only shares the year.
const ALIKE: &str = r#"
[[source]]
id = "zeta"
type = "book"
title = "Zeta"
author = [{ family = "Barnes", given = "Steven" }]
issued = "2011"
[[source]]
id = "alpha"
type = "book"
title = "Alpha"
author = [{ family = "Barnes", given = "Steven" }]
issued = "2011"
[[source]]
id = "namesake"
type = "book"
title = "Mu"
author = [{ family = "Barnes", given = "Julian" }]
issued = "2011"
[[source]]
id = "other"
type = "book"
title = "Nu"
author = [{ family = "Applebaum", given = "Anne" }]
issued = "2011"
"#;

#[test]
fn works_of_one_author_and_year_are_told_apart() {
    for style in ["chicago-author-date", "apa", "mla"] {
        let bibliography = Bibliography::new(&sources(ALIKE), style, "en");
        let shown = list(&bibliography)
            + &notes(&bibliography, "zeta\nalpha\nnamesake\nother\nzeta; alpha");
        match style {
            "mla" => insta::assert_snapshot!(shown, @r##"
Applebaum, Anne. *Nu*. 2011.
Barnes, Julian. *Mu*. 2011.
Barnes, Steven. *Alpha*. 2011.
———. *Zeta*. 2011.
(Barnes, {*Zeta*})
(Barnes, {*Zeta*})
(Barnes, {*Alpha*})
(Barnes, {*Alpha*})
(Barnes, {*Mu*})
(Barnes, {*Mu*})
({Applebaum})
({Applebaum})
(Barnes, {*Zeta*}; Barnes, {*Alpha*})
(Barnes, {*Zeta*}; Barnes, {*Alpha*})
"##),
            "apa" => insta::assert_snapshot!(shown, @r##"
Applebaum, A. (2011). *Nu*.
Barnes, J. (2011a). *Mu*.
Barnes, S. (2011b). *Alpha*.
Barnes, S. (2011c). *Zeta*.
({Barnes, 2011c})
({Barnes, 2011c})
({Barnes, 2011b})
({Barnes, 2011b})
({Barnes, 2011a})
({Barnes, 2011a})
({Applebaum, 2011})
({Applebaum, 2011})
({Barnes, 2011c}; {2011b})
({Barnes, 2011c}; {2011b})
"##),
            _ => insta::assert_snapshot!(shown, @r##"
Applebaum, Anne. 2011. *Nu*.
Barnes, Julian. 2011a. *Mu*.
Barnes, Steven. 2011b. *Alpha*.
Barnes, Steven. 2011c. *Zeta*.
({Barnes 2011c})
({Barnes 2011c})
({Barnes 2011b})
({Barnes 2011b})
({Barnes 2011a})
({Barnes 2011a})
({Applebaum 2011})
({Applebaum 2011})
({Barnes 2011c}; {2011b})
({Barnes 2011c}; {2011b})
"##),
        }
    }
}

#[test]
fn csl_json_of_every_shape_is_read() {
    let odd = [
        json!({"id": "zotero", "type": "book", "title": "On <i>Kolyma Tales</i> and the USSR in H<sub>2</sub>O", "author": [{"given": "Madonna"}, {"literal": "UNESCO"}],
            "issued": {"date-parts": [["1999", "4"]]}, "volume": 2, "custom": {"a": 1}, "language": "en-US"}),
        json!({"id": "range", "type": "book", "title": "Дневник", "author": "Неизвестный", "issued": {"date-parts": [[1941, 6], [1952]]}, "language": "russian"}),
        json!({"id": "circa", "type": "book", "title": "Album", "issued": "1938~", "language": "en"}),
        json!({"id": "season", "type": "article-journal", "title": "Album", "container-title": "Steppe", "issued": "1938-21", "language": "en"}),
        json!({"id": "bad-date", "type": "book", "title": "Album", "issued": "1938-17-99", "accessed": {"date-parts": [[]]}, "language": "en"}),
        json!({"id": "words", "type": "book", "title": "Album", "issued": {"literal": "about 1938"}, "language": "en"}),
        json!({"id": "braces", "type": "report", "title": "On {braces}", "author": ["А{б}в"], "URL": "https://example.org/{a}/../b,.", "issued": 1999, "language": "en"}),
        json!({"id": "empty"}),
    ];
    let sources: Vec<Source> = odd.into_iter().map(source).collect();
    let bibliography = Bibliography::new(&sources, DEFAULT_STYLE, "en");
    insta::assert_snapshot!(notes(&bibliography, "zotero\nrange\ncirca\nseason\nbad-date\nwords\nbraces\nempty"), @r##"
Madonna and UNESCO, {*On *}{Kolyma Tales}{* and the USSR in H2O*}, vol. 2 (1999).
Madonna and UNESCO, {*On *}{Kolyma Tales}{* and the USSR in H2O*}, vol. 2.
Неизвестный, {*Дневник*} (1941–1952).
Неизвестный, {*Дневник*}.
{*Album*} ([1938?]).
{*Album*}.
“{Album},” *Steppe*, Spring 1938.
“{Album}.”
{*Album*} (1938).
{*Album*}.
{*Album*} (1938).
{*Album*}.
Абв, {*On Braces*} (1999), <https://example.org/{a}/../b,.>
Абв, {*On Braces*}.
{N.d.}
"##);
}

#[test]
fn quotation_marks_and_stops_meet_well() {
    let titles = [
        "Что такое «Карлаг»?",
        "He said \"no\"",
        "«АЛЖИР»",
        "The end…",
        "Etc.",
    ];
    let item = |(at, title): (usize, &&str)| json!({"id": format!("t{at}"), "type": "webpage", "title": title, "language": "ru", "author": ["А"]});
    let sources: Vec<Source> = titles.iter().enumerate().map(item).map(source).collect();
    for language in ["en", "ru"] {
        let bibliography = Bibliography::new(&sources, DEFAULT_STYLE, language);
        let shown = notes(&bibliography, "t0\nt1\nt2\nt3\nt4") + &list(&bibliography);
        match language {
            "en" => insta::assert_snapshot!(shown, @r##"
А, “{Что такое «Карлаг»?}”
А, “{Что такое «Карлаг»?}”
А, “{He said ‘no’}.”
А, “{He said ‘no’}.”
А, “{«АЛЖИР»}.”
А, “{«АЛЖИР»}.”
А, “{The end…}”
А, “{The end…}”
А, “{Etc.}”
А, “{Etc.}”
А. “«АЛЖИР».”
А. “Etc.”
А. “He said ‘no’.”
А. “The end…”
А. “Что такое «Карлаг»?”
"##),
            _ => insta::assert_snapshot!(shown, @r##"
А, «{Что такое „Карлаг“?}»
А, «{Что такое „Карлаг“?}»
А, «{He said „no“}».
А, «{He said „no“}».
А, «{„АЛЖИР“}».
А, «{„АЛЖИР“}».
А, «{The end…}»
А, «{The end…}»
А, «{Etc.}»
А, «{Etc.}»
А. «„АЛЖИР“».
А. «Что такое „Карлаг“?»
А. «Etc.»
А. «He said „no“».
А. «The end…»
"##),
        }
    }
}

#[test]
fn styles_are_known_by_their_names() {
    for name in [
        DEFAULT_STYLE,
        "chicago-author-date",
        "modern-language-association",
        "mla",
        "apa",
        "gost-r-7-0-5-2008-numeric",
    ] {
        assert!(is_style(name), "{name}");
    }
    assert!(styles().iter().all(|name| is_style(name)));
    assert!(!is_style("chicago"));
    insta::assert_debug_snapshot!(near_styles("chigaco-notes"), @r##"
[
    "chicago-notes",
    "chicago-fullnotes",
    "chicago-notes-bibliography",
]
"##);
    insta::assert_debug_snapshot!(near_styles("quite other"), @"[]");
}

#[test]
fn an_unknown_style_is_the_default_one() {
    let sources = sources(SOURCES);
    let [unknown, default] = ["no such style", DEFAULT_STYLE]
        .map(|style| list(&Bibliography::new(&sources, style, "en")));
    assert_eq!(unknown, default);
}

#[test]
fn every_style_sets_every_source() {
    let sources = sources(SOURCES);
    for style in styles() {
        let bibliography = Bibliography::new(&sources, style, "en");
        assert_eq!(bibliography.entries().len(), sources.len(), "{style}");
        for entry in bibliography.entries() {
            assert!(
                !entry.text.string.is_empty(),
                "{style}: {}",
                sources[entry.source].id
            );
        }
        let note = bibliography.note(&citation("barnes page 12; ashcroft-2025; fond"), Form::Full);
        assert!(note.string.chars().any(char::is_alphanumeric), "{style}");
    }
}

#[test]
fn raised_numbers_stand_in_brackets() {
    let nature = Bibliography::new(&sources(SOURCES), "nature", "en");
    insta::assert_snapshot!(show(&nature.note(&citation("barnes; alzhir"), Form::Full)), @"[{3},{5}]");
}

const ZOTERO_BIB: &str = include_str!("it/sources/zotero.bib");
const JSON: &str = include_str!("it/sources/zotero.json");
const YAML: &str = include_str!("it/sources/refs.yaml");
const BIB: &str = r"
@online{alzhir, title = {Личности в истории лагеря}, organization = {Карлаг}, date = {2025},
  url = {https://example.org/}, urldate = {2025-03-14}, language = {ru}}
@article{kaplan, author = {Kaplan, Vera and {Memorial}}, title = {The {USSR} and happiness}, journaltitle = {Slavic Review},
  volume = 70, number = 2, pages = {321--345}, year = 2011, month = feb, langid = {english}}
";

#[test]
fn bib_files_are_set_like_any_source() {
    let read = import(Format::Bib, &SourceFile::new("refs.bib", BIB)).sources;
    let sources: Vec<Source> = read
        .into_iter()
        .map(|imported| source(Value::Object(imported.item)))
        .collect();
    insta::assert_snapshot!(notes(&Bibliography::new(&sources, DEFAULT_STYLE, "en"), "alzhir\nkaplan page 330"), @r##"
“{Личности в истории лагеря},” Карлаг, 2025, <https://example.org/>.
Карлаг, “{Личности в истории лагеря}.”
Vera Kaplan and Memorial, “{The USSR and Happiness},” *Slavic Review* 70, no. 2 (2011): 330.
Kaplan and Memorial, “{The USSR and Happiness},” 330.
"##);
}

#[test]
fn sessions_may_share_it() {
    fn shared<T: Send + Sync>(value: T) -> T {
        value
    }
    let bibliography = shared(Bibliography::new(&sources(SOURCES), DEFAULT_STYLE, "kk"));
    let set = || notes(&bibliography, "barnes page 12\nfond; alzhir-film");
    let all = std::thread::scope(|scope| {
        [(); 4]
            .map(|()| scope.spawn(set))
            .map(|thread| thread.join().unwrap())
    });
    assert!(all.iter().all(|shown| *shown == set()));
    let note = citation("barnes page 12");
    assert!(std::sync::Arc::ptr_eq(
        &bibliography.note(&note, Form::Full),
        &bibliography.note(&note, Form::Full)
    ));
}

#[test]
fn resting_changes_nothing() {
    let sources = sources(SOURCES);
    let [rested, not] = [true, false].map(|rest| {
        let bibliography = Bibliography::new(&sources, "apa", "ru");
        let before = notes(&bibliography, "barnes page 12");
        if rest {
            bibliography.rest();
        }
        before + &notes(&bibliography, "barnes page 12\nalzhir; fond")
    });
    assert_eq!(rested, not);
}

fn value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        ".{0,12}",
        "[ -~]{0,12}",
        Just("«„“»”‘’.,;:?!…()[]{}<i></i>".to_owned())
    ];
    prop_oneof![
        text.clone().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        Just(json!(null)),
        proptest::collection::vec(proptest::collection::vec(any::<i32>(), 0..4), 0..4)
            .prop_map(|dates| json!({"date-parts": dates})),
        proptest::collection::vec((text.clone(), text.clone()), 0..4).prop_map(|names| names
            .into_iter()
            .map(|(family, given)| json!({"family": family, "given": given}))
            .collect()),
        (-30i32..30, -3i32..40).prop_map(|(month, day)| json!(format!("1938-{month}-{day}/"))),
    ]
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever an item holds, something is set, and its runs fit its string.
    #[test]
    fn nothing_panics(
        values in proptest::collection::vec(value(), 16),
        kind in proptest::sample::select(vec!["book", "webpage", "motion_picture", "legislation", "manuscript", "chapter", "post"]),
        style in proptest::sample::select(vec![DEFAULT_STYLE, "chicago-author-date", "mla", "apa", "gost-r-7-0-5-2008-numeric", "nature"]),
        language in proptest::sample::select(vec!["en", "ru", "kk", "de", "xx", ""]),
        locator in ".{0,9}",
    ) {
        let keys = [
            "title", "author", "issued", "container-title", "volume", "page", "edition", "URL", "DOI", "accessed",
            "archive", "archive_collection", "editor", "language", "translated-title", "publisher",
        ];
        let mut item: serde_json::Map<String, Value> = keys.into_iter().map(str::to_owned).zip(values).collect();
        item.insert("id".to_owned(), json!("it"));
        item.insert("type".to_owned(), json!(kind));
        let bibliography = Bibliography::new(&[source(Value::Object(item))], style, language);
        let cite = Cite { source: "it".into(), prefix: "".into(), locator: Some(Locator { label: "page", value: locator.into() }) };
        let citation = Citation { cites: vec![cite] };
        let set = [Form::Full, Form::Short].map(|form| [bibliography.note(&citation, form), bibliography.in_text(&citation, form)]);
        for text in set.iter().flatten().map(|text| &**text).chain(bibliography.entries().iter().map(|entry| &entry.text)) {
            assert!(text.runs.iter().all(|run| text.string.get(run.range.clone()).is_some_and(|words| !words.is_empty())));
            assert!(text.runs.is_sorted_by(|a, b| a.range.end <= b.range.start));
        }
    }

    /// Nor does a file that was cut and spliced anywhere; its faults lie inside it.
    #[test]
    fn broken_files_of_sources_are_read(
        (format, whole) in proptest::sample::select(vec![(Format::Bib, BIB), (Format::Bib, ZOTERO_BIB), (Format::CslJson, JSON), (Format::Yaml, YAML)]),
        from in any::<proptest::sample::Index>(), length in 0usize..40, splice in "[@{}=,\"#%:\\[\\]\n а-я0-9\\\\-]{0,4}",
    ) {
        let boundary = |at: usize| (0..=at).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or(0);
        let from = from.index(whole.len());
        let (from, to) = (boundary(from), boundary((from + length).min(whole.len())));
        let broken = [&whole[..from], &splice, &whole[to.max(from)..]].concat();
        for fault in import(format, &SourceFile::new("refs", broken.clone())).faults {
            let place = fault.place.unwrap();
            assert!(broken.get(place.range).is_some());
        }
    }
}
