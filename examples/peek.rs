#![allow(clippy::all, clippy::pedantic)]
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let t = std::time::Instant::now();
    let found = docent::library::find(Some(std::path::Path::new(&p))).unwrap();
    let docent::library::Found::Tour(files) = found else {
        panic!()
    };
    eprintln!("read {:?}", t.elapsed());
    let t = std::time::Instant::now();
    let (tour, f) = docent::tour::Tour::open(files);
    eprintln!("open {:?} {}", t.elapsed(), f.len());
    let f = if let Some(tour) = &tour {
        let e = &tour.editions()[0];
        let t = std::time::Instant::now();
        e.station(0);
        eprintln!("station(0) {:?}", t.elapsed());
        let t = std::time::Instant::now();
        e.entries();
        eprintln!("entries {:?} ({} stations)", t.elapsed(), e.station_count());
        let t = std::time::Instant::now();
        let f = tour.check();
        eprintln!("check {:?}", t.elapsed());
        let t = std::time::Instant::now();
        e.citings();
        eprintln!("citings {:?}", t.elapsed());
        f
    } else {
        f
    };
    print!(
        "{}",
        docent::diagnostic::human::render(
            &f,
            docent::diagnostic::human::Style {
                colour: false,
                unicode: true,
                width: 100
            }
        )
    );
    if std::env::args().nth(2).is_some() {
        println!("{:#?}", tour.unwrap().editions()[0].station(0));
    }
}
