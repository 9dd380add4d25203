//! The one canonical writing of JSON: what is hashed, signed or compared byte by byte is written here and nowhere else.
//!
//! Keys are sorted by their UTF-8 bytes, there is no white space, integers are written as they are, and numbers with a fraction are refused: marks and money never need one.

use serde_json::Value;

/// A document cannot be written canonically.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// Fractions have more than one way to be written.
    #[error("the number {0} is no integer; write decimals as strings")]
    Fraction(String),
    /// The value could not be turned into JSON at all.
    #[error("not JSON: {0}")]
    NotJson(String),
}

/// The canonical bytes of anything that serialises.
///
/// # Errors
/// [`NotCanonical`] when the document holds a fraction.
///
/// ```
/// let one = serde_json::json!({"b": 1, "a": ["中"]});
/// assert_eq!(model::canonical::bytes(&one).unwrap(), r#"{"a":["中"],"b":1}"#.as_bytes());
/// ```
pub fn bytes<T: serde::Serialize>(document: &T) -> Result<Vec<u8>, NotCanonical> {
    let value = serde_json::to_value(document).map_err(|e| NotCanonical::NotJson(e.to_string()))?;
    let mut out = String::new();
    write(&value, &mut out)?;
    Ok(out.into_bytes())
}

fn write(value: &Value, out: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Number(n) if n.as_i64().is_none() && n.as_u64().is_none() => Err(NotCanonical::Fraction(n.to_string())),
        Value::Array(items) => {
            out.push('[');
            for (n, item) in items.iter().enumerate() {
                separate(n, out);
                write(item, out)?;
            }
            out.push(']');
            Ok(())
        }
        Value::Object(fields) => write_object(fields, out),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string());
            Ok(())
        }
    }
}

fn write_object(fields: &serde_json::Map<String, Value>, out: &mut String) -> Result<(), NotCanonical> {
    let mut keys: Vec<&String> = fields.keys().collect();
    keys.sort_unstable();
    out.push('{');
    for (n, key) in keys.into_iter().enumerate() {
        separate(n, out);
        out.push_str(&Value::String(key.clone()).to_string());
        out.push(':');
        write(fields.get(key).unwrap_or(&Value::Null), out)?;
    }
    out.push('}');
    Ok(())
}

fn separate(n: usize, out: &mut String) {
    if n > 0 {
        out.push(',');
    }
}
