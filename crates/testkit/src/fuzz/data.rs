//! Conversions between host data and values: what goes in comes out again, and foreign shapes are refused, not mistaken.

use crate::heap_programs::Choices;
use crate::inside::heap_of;
use oxbow_interp::{Engine, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Data of every shape that the conversions know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Data {
    Unit,
    New(Box<Data>),
    Pair(Box<Data>, i64),
    Named { left: Box<Data>, right: Option<Box<Data>>, text: String },
    List(Vec<Data>),
    Map(BTreeMap<String, Data>),
    Numbers(u8, i16, u32, u64, i64),
    Float(f64),
    Small(f32),
    Char(char),
    Bool(bool),
    Bytes(Vec<u8>),
    Nothing(()),
    Tuple((bool, i8), [u16; 3]),
}

const NESTING: usize = 12;

/// Converts data written from the bytes, and the JSON that the bytes are, in and out again.
///
/// # Panics
/// It comes back changed.
pub fn serde(bytes: &[u8]) {
    let mut engine = Engine::builder().output(Box::new(std::io::sink())).build();
    let heap = heap_of(&mut engine.scope());
    let mut choices = Choices::Bytes(bytes.iter().copied().collect());
    let data = data(&mut choices, NESTING);
    match engine.serialize(&data) {
        Ok(value) => {
            let back: Data = engine.deserialize(&value).expect("what a type wrote it can read");
            assert_eq!(back, data);
            shapes(&mut engine, &value);
        }
        Err(error) => assert!(error.message().contains("out of the range"), "{error} for {data:?}"),
    }
    if let Ok(json) = serde_json::from_slice::<serde_json::Value>(bytes) {
        both_ways(&mut engine, &json);
    }
    drop(engine);
    heap.collect();
    assert_eq!(heap.stats().live, 0, "objects are left");
}

/// JSON through a value and back. Numbers beyond 64 bits and deep nesting are refused.
fn both_ways(engine: &mut Engine, json: &serde_json::Value) {
    match engine.serialize(json) {
        Ok(value) => {
            let back: serde_json::Value = engine.deserialize(&value).expect("JSON comes back");
            assert_eq!(&back, json);
            shapes(engine, &value);
        }
        Err(error) => {
            assert!(["range", "nest", "deep"].iter().any(|w| error.message().contains(w)), "{error}")
        }
    }
}

/// Reads a value as types that it may not fit: an error is fine.
fn shapes(engine: &mut Engine, value: &Value) {
    let _ = engine.deserialize::<Data>(value);
    let _ = engine.deserialize::<Vec<u8>>(value);
    let _ = engine.deserialize::<BTreeMap<String, i32>>(value);
    let _ = engine.deserialize::<Option<(f32, char)>>(value);
    let _ = engine.deserialize::<String>(value);
    let json: Result<serde_json::Value, _> = engine.deserialize(value);
    assert!(json.is_ok(), "plain data is JSON");
}

fn data(choices: &mut Choices, depth: usize) -> Data {
    let kinds = if depth == 0 || choices.is_spent() { 8 } else { 14 };
    let inner = |choices: &mut Choices| data(choices, depth - 1);
    match choices.below(kinds) {
        0 => Data::Unit,
        1 => Data::Numbers(
            byte(choices),
            wide(choices) as i16,
            wide(choices) as u32,
            wide(choices) as u64,
            wide(choices),
        ),
        2 => Data::Float(float(choices)),
        3 => Data::Small(float(choices) as f32),
        4 => Data::Char(char::from_u32(wide(choices) as u32 & 0x1F_FFFF).unwrap_or('x')),
        5 => Data::Bool(choices.below(2) == 1),
        6 => Data::Bytes((0..choices.below(9)).map(|_| byte(choices)).collect()),
        7 => [Data::Nothing(()), Data::Tuple((true, byte(choices) as i8), [wide(choices) as u16; 3])]
            [choices.below(2) as usize]
            .clone(),
        8 => Data::New(Box::new(inner(choices))),
        9 => Data::Pair(Box::new(inner(choices)), wide(choices)),
        10 => {
            let right = (choices.below(2) == 1).then(|| Box::new(inner(choices)));
            Data::Named { left: Box::new(inner(choices)), right, text: text(choices) }
        }
        11 | 12 => Data::List((0..choices.below(4)).map(|_| inner(choices)).collect()),
        _ => Data::Map((0..choices.below(4)).map(|_| (text(choices), inner(choices))).collect()),
    }
}

fn byte(choices: &mut Choices) -> u8 {
    choices.below(256) as u8
}

/// Any number of 64 bits, small ones and limits more often than others.
fn wide(choices: &mut Choices) -> i64 {
    match choices.below(4) {
        0 => i64::from(byte(choices) as i8),
        1 => [i64::MIN, i64::MAX, -1, 1 << 53][choices.below(4) as usize],
        _ => (0..8).fold(0, |n, _| n << 8 | i64::from(byte(choices))),
    }
}

/// Any number but NaN, which differs from itself.
fn float(choices: &mut Choices) -> f64 {
    let number = f64::from_bits(wide(choices) as u64);
    if number.is_nan() { 0.5 } else { number }
}

fn text(choices: &mut Choices) -> String {
    let bytes: Vec<u8> = (0..choices.below(12)).map(|_| byte(choices)).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
