//! The words by which claims are known in each language.
//!
//! A list is words with spaces between them; one that ends in `~` is the beginning of a word.

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Capital letters inside a sentence mean names.
    pub(super) names: bool,
    /// A month is a date without a beside it; elsewhere its word may mean something else.
    pub(super) lone_months: bool,
    months: &'static str,
    /// Spelt-out numbers that are figures by themselves.
    tens: &'static str,
    /// Spelt-out numbers that are figures behind a count.
    scales: &'static str,
    counts: &'static str,
    /// Capitalised words that name nothing.
    no_names: &'static str,
}

/// Parts of a tour and of a building, which a number may stand before or behind.
const PARTS: &str = "\
    station stations stop stops step steps note notes page pages room rooms hall halls gallery \
    floor key keys станци~ остановк~ шаг~ зал зала зале залу залы стр \
    страниц~ комнат~ этаж~ витрин~ примечани~ сноск~ кабинет~ бекет~ аялдама~ қадам~ зал~ \
    бет беттер~ бөлме~ қабат~ ескерту~ stationen halt schritt schritte seite seiten raum \
    saal etage étape étapes salle salles étage arrêt estación estaciones parada \
    paradas sala salas página páginas paso nota planta";

const MINUTES: &str = "\
    minute minutes min second seconds sec минут~ мин секунд~ сек minuten sekunden secondes \
    minutos segundos minuto";

const CONNECTORS: &str = "and to or и или до және мен пен бен не und bis oder et à ou y a o";

const PER_CENT: &str = "percent per процент~ пайыз~ prozent pour por";

const CENTURIES: &str =
    "century centuries в вв век~ столети~ ғасыр~ siècle siècles siglo siglos jahrhundert~";

const ENGLISH: Lexicon = Lexicon {
    names: true,
    lone_months: true,
    months: "January February March April May June July August September October November December",
    tens: "twenty thirty forty fifty sixty seventy eighty ninety",
    scales: "hundred thousand million billion",
    counts: "\
        a one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty \
        forty fifty sixty seventy eighty ninety hundred several few",
    no_names: "\
        I Mr Mrs Ms Dr Internet Web Bluetooth God Ok Monday~ Tuesday~ Wednesday~ Thursday~ \
        Friday~ Saturday~ Sunday~ Space Enter Esc Escape Backspace Tab Next Back Shift Ctrl \
        American~ Arab~ Asian~ Belarusian~ British Bulgarian~ Chechen~ Chinese Christian~ Czech~ \
        Danish Dutch English European~ Finnish French Georgian~ German Germans Greek~ Hebrew \
        Hungarian~ Indian~ Ingush Irish Islamic Italian~ Japanese Jewish Kazakh Kazakhs Korean~ \
        Kyrgyz Latin Latvian~ Lithuanian~ Mongol~ Muslim~ Norwegian~ Orthodox Persian~ Polish \
        Portuguese Roman Romanian~ Russian Russians Scottish Soviet Soviets Spanish Swedish \
        Swiss Tatar~ Turkic Turkish Ukrainian Ukrainians Uyghur~ Uzbek Uzbeks Welsh",
};

const RUSSIAN: Lexicon = Lexicon {
    names: true,
    lone_months: true,
    months: "\
        январ~ феврал~ март марта марте апрел~ май мая июн~ июл~ август августа августе сентябр~ \
        октябр~ ноябр~ декабр~",
    tens: "\
        двадцат~ тридцат~ сорок сорока пятьдесят пятидесяти шестьдесят шестидесяти семьдесят \
        семидесяти восемьдесят восьмидесяти девяносто сто ста двести двухсот триста трёхсот \
        трехсот четыреста четырёхсот пятьсот пятисот шестьсот семьсот восемьсот девятьсот",
    scales: "тыс тысяч~ млн миллион~ млрд миллиард~",
    counts: "\
        один одна одной два две двух три трёх трех четыре четырёх пять пяти шесть шести семь \
        семи восемь восьми девять девяти десять десяти двадцать тридцать сорок пятьдесят сто \
        полтора полторы несколько нескольких",
    no_names: "Вы Вас Вам Вами Ваш~ Бог~",
};

const KAZAKH: Lexicon = Lexicon {
    names: true,
    lone_months: false,
    months: "\
        қаңтар~ ақпан~ наурыз~ сәуір~ мамыр~ маусым~ шілде~ тамыз~ қыркүйек~ қыркүйег~ қазан~ \
        қараша~ желтоқсан~",
    tens: "жиырма~ отыз~ қырық елу алпыс жетпіс сексен тоқсан",
    scales: "жүз~ мың~ миллион~ миллиард~ млн млрд",
    counts: "\
        бір екі үш төрт бес алты жеті сегіз тоғыз он жиырма отыз қырық елу алпыс жетпіс сексен \
        тоқсан жүз бірнеше",
    no_names: "Сіз~ Сізд~ Құдай~ Алла~",
};

const GERMAN: Lexicon = Lexicon {
    names: false,
    lone_months: true,
    months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    tens: "",
    scales: "tausend Million Millionen Milliarden Milliarde",
    counts: "zwei drei vier fünf sechs sieben acht neun zehn eine",
    no_names: "",
};

const FRENCH: Lexicon = Lexicon {
    names: true,
    lone_months: false,
    months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    tens: "",
    scales: "mille million millions milliard milliards cents",
    counts: "un deux trois quatre cinq six sept huit neuf dix",
    no_names: "Mme Mlle Dieu Français~ Allemand~ Anglais~ Russe~ Kazakh~",
};

const SPANISH: Lexicon = Lexicon {
    names: true,
    lone_months: false,
    months: "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    tens: "",
    scales: "mil millón millones cientos",
    counts: "un dos tres cuatro cinco seis siete ocho nueve diez",
    no_names: "Ud Uds Sr Sra Dios",
};

/// Of a language without a list: digits and capital letters alone are looked at.
const OTHER: Lexicon = Lexicon {
    names: true,
    lone_months: false,
    months: "",
    tens: "",
    scales: "",
    counts: "",
    no_names: "",
};

/// Of a language that capitalises every noun, and has no list.
const NOUNS: Lexicon = Lexicon {
    names: false,
    ..OTHER
};

impl Lexicon {
    /// The words of a language, by its tag.
    pub(super) fn of(language: &str) -> &'static Self {
        match language.split('-').next().unwrap_or_default() {
            "en" => &ENGLISH,
            "ru" => &RUSSIAN,
            "kk" => &KAZAKH,
            "de" => &GERMAN,
            "fr" => &FRENCH,
            "es" => &SPANISH,
            "lb" | "nds" | "gsw" => &NOUNS,
            _ => &OTHER,
        }
    }

    /// Months are known as they are written: `May` is one, `may` is none.
    pub(super) fn is_month(&self, word: &str) -> bool {
        has(self.months, word)
    }

    pub(super) fn is_ten(&self, word: &str) -> bool {
        has(self.tens, &word.to_lowercase())
    }

    pub(super) fn is_scale(&self, word: &str) -> bool {
        has(self.scales, word) || has(self.scales, &word.to_lowercase())
    }

    pub(super) fn is_count(&self, word: &str) -> bool {
        has(self.counts, &word.to_lowercase())
    }

    pub(super) fn is_no_name(&self, word: &str) -> bool {
        has(self.no_names, word)
    }
}

pub(super) fn is_part(word: &str) -> bool {
    has(PARTS, &word.to_lowercase())
}

pub(super) fn is_minutes(word: &str) -> bool {
    has(MINUTES, word)
}

pub(super) fn is_connector(word: &str) -> bool {
    has(CONNECTORS, word)
}

pub(super) fn is_per_cent(word: &str) -> bool {
    has(PER_CENT, &word.to_lowercase())
}

pub(super) fn is_century(word: &str) -> bool {
    has(CENTURIES, word)
}

fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|entry| match entry.strip_suffix('~') {
        Some(start) => word.starts_with(start),
        None => entry == word,
    })
}
