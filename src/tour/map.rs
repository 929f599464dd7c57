//! The outline of the route map, from GeoJSON (RFC 7946).

use serde_json::Value;

use super::{Map, Point};

/// The rings and lines of a GeoJSON file.
///
/// # Errors
/// In words, when it is not JSON, holds no lines, or has coordinates off the globe.
pub(crate) fn read(bytes: &[u8]) -> Result<Map, String> {
    let json: Value = serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|error| format!("it is not JSON: {error}"))?;
    let mut outline = Vec::new();
    gather(&json, &mut outline)?;
    if outline.is_empty() {
        return Err("it holds no Polygon, MultiPolygon, LineString or MultiLineString".to_owned());
    }
    Ok(Map { outline })
}

fn gather(json: &Value, outline: &mut Vec<Vec<Point>>) -> Result<(), String> {
    let coordinates = &json["coordinates"];
    match json["type"].as_str() {
        Some("FeatureCollection") => each(&json["features"], |feature| gather(feature, outline)),
        Some("GeometryCollection") => {
            each(&json["geometries"], |geometry| gather(geometry, outline))
        }
        Some("Feature") => gather(&json["geometry"], outline),
        Some("LineString") => line(coordinates, outline),
        Some("Polygon" | "MultiLineString") => each(coordinates, |ring| line(ring, outline)),
        Some("MultiPolygon") => each(coordinates, |polygon| {
            each(polygon, |ring| line(ring, outline))
        }),
        _ => Ok(()),
    }
}

fn each(list: &Value, take: impl FnMut(&Value) -> Result<(), String>) -> Result<(), String> {
    list.as_array().into_iter().flatten().try_for_each(take)
}

fn line(points: &Value, outline: &mut Vec<Vec<Point>>) -> Result<(), String> {
    let points = points
        .as_array()
        .into_iter()
        .flatten()
        .map(point)
        .collect::<Result<Vec<_>, _>>()?;
    if points.len() > 1 {
        outline.push(points);
    }
    Ok(())
}

fn point(position: &Value) -> Result<Point, String> {
    let number = |index: usize| position.get(index).and_then(Value::as_f64);
    match (number(0), number(1)) {
        (Some(lon), Some(lat))
            if (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat) =>
        {
            Ok(Point { lat, lon })
        }
        _ => Err(format!(
            "{position} is not a longitude and latitude in degrees"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn takes_the_lines_of_every_kind_of_geometry() {
        for (json, expected) in [
            (
                r#"{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]],[[5,6],[7,8]]]}"#,
                "3 2",
            ),
            (
                r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[1,2],[3,4]]]]}},{"type":"Feature","geometry":null}]}"#,
                "2",
            ),
            (
                r#"{"type":"LineString","coordinates":[[1,2,100],[3,4]]}"#,
                "2",
            ),
            (
                r#"{"type":"Point","coordinates":[1,2]}"#,
                "it holds no Polygon, MultiPolygon, LineString or MultiLineString",
            ),
            (
                r#"{"type":"LineString","coordinates":[[1,200],[3,4]]}"#,
                "[1,200] is not a longitude and latitude in degrees",
            ),
            (
                "{",
                "it is not JSON: EOF while parsing an object at line 1 column 1",
            ),
        ] {
            let shown = read(json.as_bytes()).map_or_else(
                |error| error,
                |map| {
                    map.outline
                        .iter()
                        .map(|line| line.len().to_string())
                        .collect::<Vec<_>>()
                        .join(" ")
                },
            );
            assert_eq!(shown, expected);
        }
    }
}
