//! `crypto`: digests, text encodings of bytes, random values.
//!
//! Invariant: random values come from the operating system and are uniform; strings are hashed as their UTF-8 bytes.

use crate::stdlib::args::{Args, io_error};
use crate::stdlib::limits;
use crate::stdlib::modules::string::owned;
use crate::stdlib::table::{Native, native};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oxbow_value::build::TextBuilder;
use oxbow_value::{Context, Raise, Result, Value, work};
use sha2::Digest;
use subtle::ConstantTimeEq;

pub(crate) const FUNCTIONS: &[Native] = &[
    native("md5", 1, 1, md5),
    native("sha1", 1, 1, sha1),
    native("sha256", 1, 1, sha256),
    native("sha512", 1, 1, sha512),
    native("hash", 2, 2, hash),
    native("hash_password", 1, 1, hash_password),
    native("base64_encode", 1, 1, base64_encode),
    native("base64_decode", 1, 1, base64_decode),
    native("hex_encode", 1, 1, hex_encode),
    native("hex_decode", 1, 1, hex_decode),
    native("random_bytes", 1, 1, random_bytes),
    native("random_string", 1, 1, random_string),
    native("random_int", 2, 2, random_int),
    native("generate_token", 0, 1, generate_token),
    native("compare_digest", 2, 2, compare_digest),
];

/// Bytes that are encoded between two looks at the limits: groups of three, which need no filling.
const PIECE: usize = 3 << 14;

const ALPHANUMERIC: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

fn hex_digest<D: Digest>(text: &str) -> Result<String> {
    /// Bytes hashed between two charges.
    const PIECE: usize = 1 << 16;
    let mut digest = D::new();
    for piece in text.as_bytes().chunks(PIECE) {
        // Two nanoseconds or so a byte.
        work::spend(piece.len())?;
        digest.update(piece);
    }
    Ok(hex::encode(digest.finalize()))
}

fn md5(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(owned(ctx, hex_digest::<md5::Md5>(Args::new("crypto.md5", args).str(0)?)?))
}

fn sha1(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(owned(ctx, hex_digest::<sha1::Sha1>(Args::new("crypto.sha1", args).str(0)?)?))
}

fn sha256(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(owned(ctx, hex_digest::<sha2::Sha256>(Args::new("crypto.sha256", args).str(0)?)?))
}

fn sha512(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(owned(ctx, hex_digest::<sha2::Sha512>(Args::new("crypto.sha512", args).str(0)?)?))
}

fn hash(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.hash", args);
    let text = args.str(1)?;
    Ok(owned(
        ctx,
        match args.str(0)?.as_str() {
            "md5" => hex_digest::<md5::Md5>(text)?,
            "sha1" => hex_digest::<sha1::Sha1>(text)?,
            "sha256" => hex_digest::<sha2::Sha256>(text)?,
            "sha512" => hex_digest::<sha2::Sha512>(text)?,
            _ => return Err(args.out_of_range(0, "must be one of md5, sha1, sha256, sha512")),
        },
    ))
}

fn hash_password(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(owned(ctx, hex_digest::<sha2::Sha256>(Args::new("crypto.hash_password", args).str(0)?)?))
}

fn base64_encode(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.base64_encode", args);
    let text = args.str(0)?;
    let mut encoded = TextBuilder::with_capacity(text.len().div_ceil(3).saturating_mul(4))?;
    let mut part = String::new();
    for piece in text.as_bytes().chunks(PIECE) {
        STANDARD.encode_string(piece, &mut part);
        encoded.push_str(&part)?;
        part.clear();
    }
    Ok(owned(ctx, encoded.into_string()))
}

fn base64_decode(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.base64_decode", args);
    limits::text(Some(args.str(0)?.len()))?;
    let bytes = STANDARD.decode(args.str(0)?.as_bytes());
    decoded(ctx, &args, bytes.map_err(|e| e.to_string()))
}

fn hex_encode(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.hex_encode", args);
    limits::text(args.str(0)?.len().checked_mul(2))?;
    Ok(owned(ctx, hex::encode(args.str(0)?.as_bytes())))
}

fn hex_decode(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.hex_decode", args);
    limits::text(Some(args.str(0)?.len()))?;
    let bytes = hex::decode(args.str(0)?.as_bytes());
    decoded(ctx, &args, bytes.map_err(|e| e.to_string()))
}

fn decoded(ctx: &Context, args: &Args, bytes: Result<Vec<u8>, String>) -> Result<Value> {
    let text =
        bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "the bytes are not UTF-8".to_owned()));
    text.map(|text| owned(ctx, text))
        .map_err(|why| Raise::argument(format_args!("{}: {why}", args.function())))
}

fn random_bytes(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.random_bytes", args);
    let bytes = fill(args.count(0)?)?;
    Ok(owned(ctx, bytes.into_iter().map(char::from).collect::<String>()))
}

fn random_string(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.random_string", args);
    let count = args.count(0)?;
    let mut text = String::with_capacity(limits::text(Some(count))?);
    while text.len() < count {
        // Bytes from 248 on are refused: 248 is the greatest multiple of 62 in a byte, so the rest is uniform.
        let bytes = fill(count - text.len())?;
        text.extend(
            bytes.iter().filter(|b| **b < 248).map(|b| char::from(ALPHANUMERIC[usize::from(*b % 62)])),
        );
    }
    Ok(owned(ctx, text))
}

fn random_int(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.random_int", args);
    let (low, high) = (args.int(0)?, args.int(1)?);
    if low > high {
        return Err(args.out_of_range(1, "must not be less than the first"));
    }
    // Number of values less one; they are drawn below the greatest multiple of that number, which keeps them uniform.
    let span = high.wrapping_sub(low) as u64;
    loop {
        let drawn = getrandom::u64().map_err(no_entropy)?;
        let Some(values) = span.checked_add(1) else { return Ok(Value::Int(drawn as i64)) };
        let offset = drawn % values;
        if drawn - offset <= u64::MAX - span {
            return Ok(Value::Int(low.wrapping_add(offset as i64)));
        }
    }
}

fn generate_token(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.generate_token", args);
    let count = if args.len() > 0 { args.count(0)? } else { 32 };
    limits::text(count.checked_mul(2))?;
    Ok(owned(ctx, hex::encode(fill(count)?)))
}

fn compare_digest(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("crypto.compare_digest", args);
    let same = args.str(0)?.as_bytes().ct_eq(args.str(1)?.as_bytes());
    Ok(Value::Bool(same.into()))
}

/// Random bytes.
fn fill(count: usize) -> Result<Vec<u8>> {
    limits::text(count.checked_mul(2))?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(count).map_err(|_| Raise::memory("too many random bytes"))?;
    bytes.resize(count, 0);
    getrandom::fill(&mut bytes).map_err(no_entropy)?;
    Ok(bytes)
}

fn no_entropy(error: getrandom::Error) -> Box<Raise> {
    io_error(format_args!("no random numbers: {error}"))
}
