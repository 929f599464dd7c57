use super::*;

fn raster(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Raster {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let pixels = places.flat_map(|(x, y)| colour(x, y)).collect();
    Raster::new(width, height, pixels).expect("pixels")
}

#[test]
fn pixels_are_counted() {
    assert_eq!(Raster::new(0, 3, Vec::new()), None);
    assert_eq!(Raster::new(1, 1, vec![0; 4]), None);
    assert_eq!(Raster::new(u32::MAX, u32::MAX, vec![0; 3]), None);
    assert!(Raster::new(1, 1, vec![0; 3]).is_some());
}

#[test]
fn a_smaller_picture_is_the_mean_of_a_larger() {
    let board = raster(4, 4, |x, y| [((x + y) % 2) as u8 * 200, 10, 0]);
    let small = board.scaled(2, 2);
    assert_eq!(small.bytes(), [100, 10, 0].repeat(4));
    let halves = raster(6, 2, |x, _| if x < 3 { [255; 3] } else { [0; 3] });
    assert_eq!(halves.scaled(2, 1).bytes(), [255, 255, 255, 0, 0, 0]);
    // Larger ones repeat.
    assert_eq!(halves.scaled(12, 4).pixel(5, 3), [255; 3]);
    assert_eq!(halves.scaled(12, 4).pixel(6, 0), [0; 3]);
}

#[test]
fn rows_are_cut_out() {
    let rows = raster(2, 5, |_, y| [y as u8; 3]);
    assert_eq!(
        rows.rows(1..3).bytes(),
        [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    );
    assert_eq!(rows.rows(4..9).height(), 1);
    assert_eq!(rows.rows(9..9).height(), 1);
}

#[test]
fn pictures_keep_their_shape_and_are_not_enlarged() {
    let cases = [
        ((640, 400), (720, 300), (480, 300)),
        ((640, 400), (320, 900), (320, 200)),
        ((64, 64), (720, 300), (64, 64)),
        ((1, 4000), (720, 300), (1, 300)),
        ((4000, 1), (720, 300), (720, 1)),
        ((5, 5), (0, 0), (1, 1)),
    ];
    for (own, room, expected) in cases {
        assert_eq!(fit(own, room), expected, "{own:?} in {room:?}");
    }
}

#[test]
fn what_is_kept_is_bounded_and_told_apart() {
    let large = Picture::new(&raster(3000, 2000, |x, _| [x as u8; 3]));
    assert_eq!((large.width(), large.height()), (1440, 960));
    assert!(large.weight() < 5_000_000);
    let [one, other] = [7, 8].map(|red| Picture::new(&raster(30, 20, |_, _| [red, 0, 0])));
    assert_ne!(one.sum(), other.sum());
    assert_ne!(one, other);
}

#[cfg(feature = "images")]
mod files {
    use std::io::Cursor;

    use image::codecs::jpeg::JpegEncoder;
    use image::{DynamicImage, ImageFormat, RgbImage, Rgba, RgbaImage};

    use super::super::*;

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).expect("encoded");
        bytes.into_inner()
    }

    fn red(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_pixel(width, height, image::Rgb([250, 0, 0])).into()
    }

    /// The PNG file with another width, height and depth in its header.
    fn headed(png: &[u8], width: u32, height: u32, depth: u8) -> Vec<u8> {
        let mut bytes = png.to_vec();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        bytes[24] = depth;
        let mut crc = flate2::Crc::new();
        crc.update(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        bytes
    }

    #[test]
    fn png_and_jpeg_are_read_whatever_they_are_called() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let picture = decode(&encoded(&red(40, 20), format)).expect("a picture");
            assert_eq!((picture.width(), picture.height()), (40, 20));
            let [red, green, blue] = picture.at(40, 20).pixel(20, 10);
            assert!(red > 240 && green < 10 && blue < 10, "{format:?}");
        }
    }

    #[test]
    fn four_inks_are_read_as_light() {
        let bytes = include_bytes!("../../../tests/pictures/cmyk.jpg");
        let picture = decode(bytes).expect("a picture");
        let [red, _, blue] = picture.at(24, 16).pixel(12, 0);
        assert!(red > blue, "the gradient begins red: {red} {blue}");
        let [red, _, blue] = picture.at(24, 16).pixel(12, 15);
        assert!(blue > red, "and ends blue: {red} {blue}");
    }

    #[test]
    fn of_a_moving_picture_the_first_stands() {
        let bytes = encoded(&red(8, 8), ImageFormat::Png);
        // An animation of one frame says so between the header and the pixels.
        let chunk = |name: &[u8; 4], data: &[u8]| {
            let mut crc = flate2::Crc::new();
            crc.update(name);
            crc.update(data);
            let length = (data.len() as u32).to_be_bytes();
            [&length[..], name, data, &crc.sum().to_be_bytes()].concat()
        };
        let numbers = |values: &[u32]| -> Vec<u8> {
            values
                .iter()
                .flat_map(|value| value.to_be_bytes())
                .collect()
        };
        let control = chunk(b"acTL", &numbers(&[1, 0]));
        let mut frame = numbers(&[0, 8, 8, 0, 0]);
        frame.extend([0, 1, 0, 10, 0, 0]);
        let header = 8 + 12 + 13;
        let moving = [
            &bytes[..header],
            &control,
            &chunk(b"fcTL", &frame),
            &bytes[header..],
        ];
        let picture = decode(&moving.concat()).expect("a picture");
        assert_eq!(picture.at(8, 8).pixel(3, 3), [250, 0, 0]);
    }

    #[test]
    fn what_shows_through_is_white() {
        let image = RgbaImage::from_fn(2, 1, |x, _| Rgba([0, 0, 0, if x == 0 { 0 } else { 255 }]));
        let picture = decode(&encoded(&image.into(), ImageFormat::Png)).expect("a picture");
        assert_eq!(picture.at(2, 1).bytes(), [255, 255, 255, 0, 0, 0]);
    }

    #[test]
    fn what_is_beyond_the_limits_or_no_picture_is_refused() {
        let png = encoded(&red(40, 20), ImageFormat::Png);
        let mut jpeg = Vec::new();
        JpegEncoder::new(&mut jpeg)
            .encode_image(&red(400, 400))
            .expect("encoded");
        let huge = headed(&png, 30_000, 20, 8);
        let wide = headed(&png, 4097, 1, 8);
        let deep = headed(&png, 4096, 4096, 16);
        let too_large = |width, height| PictureFault::TooLarge { width, height };
        assert_eq!(decode(&huge), Err(too_large(30_000, 20)));
        assert_eq!(decode(&wide), Err(too_large(4097, 1)));
        assert_eq!(decode(&deep), Err(PictureFault::TooMuch));
        for unknown in [&b""[..], b"GIF89a", b"<svg/>", &png[..7]] {
            assert_eq!(decode(unknown), Err(PictureFault::Unknown));
        }
        let half = decode(&png[..png.len() / 2]);
        assert!(matches!(half, Err(PictureFault::Damaged(_))), "{half:?}");
        for end in [30, jpeg.len() / 2, jpeg.len() - 2] {
            let part = decode(&jpeg[..end]);
            assert!(
                matches!(part, Err(PictureFault::Damaged(_))),
                "{end}: {part:?}"
            );
        }
        // What stands behind the end of a picture is nobody's.
        let longer = [&jpeg[..], b" and more"].concat();
        assert!(decode(&jpeg).is_ok() && decode(&longer).is_ok());
    }

    #[test]
    fn the_head_of_a_file_says_how_large_its_picture_is() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            for (width, height) in [(40, 20), (1, 900), (1600, 40), (40, 1200)] {
                let bytes = encoded(&red(width, height), format);
                let picture = decode(&bytes).expect("a picture");
                let size = (picture.width(), picture.height());
                assert_eq!(
                    measure(&bytes[..bytes.len().min(1000)]),
                    Ok(size),
                    "{format:?}"
                );
            }
        }
        let png = encoded(&red(40, 20), ImageFormat::Png);
        assert!(measure(&png[..20]).is_err() && measure(b"words").is_err());
        let wide = headed(&png, 4097, 1, 8);
        assert_eq!(measure(&wide), decode(&wide).map(|_| (0, 0)));
    }

    /// The file with what a camera says of how it was held.
    fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let tiff = [
            b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(),
            &[orientation],
            b"\0\0\0\0\0\0",
        ];
        let tiff = tiff.concat();
        let length = (tiff.len() as u16 + 2).to_be_bytes();
        [&jpeg[..2], b"\xff\xe1", &length, &tiff, &jpeg[2..]].concat()
    }

    #[test]
    fn pictures_that_lie_on_their_side_are_measured_as_they_stand() {
        let jpeg = encoded(&red(1600, 40), ImageFormat::Jpeg);
        for (orientation, is_turned) in [(1, false), (3, false), (6, true), (8, true)] {
            let bytes = turned(&jpeg, orientation);
            let picture = decode(&bytes).expect("a picture");
            assert_eq!(
                picture.width() < picture.height(),
                is_turned,
                "{orientation}"
            );
            assert_eq!(measure(&bytes), Ok((picture.width(), picture.height())));
        }
    }
}
