//! `time`: seconds since 1970 and the local calendar.
//!
//! Invariant: a time stamp is a whole number of seconds since 1970-01-01 00:00 UTC; calendar fields are those of the local time zone.

use crate::stdlib::args::{Args, io_error};
use crate::stdlib::modules::io::to_out;
use crate::stdlib::table::{Native, native};
use jiff::fmt::strtime::{self, BrokenDownTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use oxbow_value::{Context, Raise, Result, Value};
use std::time::{Duration, SystemTime};

pub(crate) const FUNCTIONS: &[Native] = &[
    native("now", 0, 0, now),
    native("now_millis", 0, 0, now_millis),
    native("sleep", 1, 1, sleep),
    native("format_timestamp", 2, 2, format_timestamp),
    native("parse_datetime", 2, 2, parse_datetime),
    native("year", 0, 1, year),
    native("month", 0, 1, month),
    native("day", 0, 1, day),
    native("hour", 0, 1, hour),
    native("minute", 0, 1, minute),
    native("second", 0, 1, second),
    native("weekday", 0, 1, weekday),
];

fn since_1970() -> Result<Duration> {
    let elapsed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    elapsed.map_err(|_| io_error("the system clock is set to a time before 1970"))
}

fn now(_: &mut Context, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(since_1970()?.as_secs() as i64))
}

fn now_millis(_: &mut Context, _: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(since_1970()?.as_millis() as i64))
}

fn sleep(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("time.sleep", args);
    let seconds = args.number(0)?;
    let time = Duration::try_from_secs_f64(seconds);
    let time = time.map_err(|_| args.out_of_range(0, "must be a number of seconds that is not negative"))?;
    to_out(ctx, "", true)?;
    pause(time);
    Ok(Value::Null)
}

/// The one place where the library waits.
fn pause(time: Duration) {
    std::thread::sleep(time);
}

/// The time stamp in argument `index`, or now, in the local time zone.
fn local(args: &Args, index: usize) -> Result<Zoned> {
    if index >= args.len() {
        return Ok(Zoned::now());
    }
    let stamp = Timestamp::from_second(args.truncated(index)?);
    let stamp =
        stamp.map_err(|_| args.out_of_range(index, "is a time stamp beyond the years -9999 to 9999"))?;
    Ok(stamp.to_zoned(TimeZone::system()))
}

fn format_timestamp(ctx: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("time.format_timestamp", args);
    let time = local(&args, 0)?;
    let text = strtime::format(args.str(1)?.as_str(), &time);
    text.map(|text| ctx.str(text)).map_err(|e| Raise::argument(format_args!("{}: {e}", args.function())))
}

fn parse_datetime(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    let args = Args::new("time.parse_datetime", args);
    let parsed = BrokenDownTime::parse(args.str(1)?.as_str(), args.str(0)?.as_str()).and_then(stamp_of);
    parsed.map(Value::Int).map_err(|e| Raise::argument(format_args!("{}: {e}", args.function())))
}

/// Fields that were not given count nothing: the first of January 1970, and zero o'clock.
fn stamp_of(mut time: BrokenDownTime) -> Result<i64, jiff::Error> {
    if let Some(stamp) = time.timestamp() {
        return Ok(stamp.as_second());
    }
    if time.year().is_none() && time.iso_week_year().is_none() {
        time.set_year(Some(1970))?;
    }
    if time.year().is_some() && time.day_of_year().is_none() {
        time.set_month(Some(time.month().unwrap_or(1)))?;
        time.set_day(Some(time.day().unwrap_or(1)))?;
    }
    if time.hour().is_none() {
        time.set_hour(Some(0))?;
    }
    time.set_minute(Some(time.minute().unwrap_or(0)))?;
    time.set_second(Some(time.second().unwrap_or(0)))?;
    if time.offset().is_some() {
        return time.to_timestamp().map(|stamp| stamp.as_second());
    }
    Ok(time.to_datetime()?.to_zoned(TimeZone::system())?.timestamp().as_second())
}

fn year(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.year", args), 0)?.year().into()))
}

fn month(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.month", args), 0)?.month().into()))
}

fn day(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.day", args), 0)?.day().into()))
}

fn hour(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.hour", args), 0)?.hour().into()))
}

fn minute(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.minute", args), 0)?.minute().into()))
}

fn second(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.second", args), 0)?.second().into()))
}

/// 0 is Sunday.
fn weekday(_: &mut Context, args: &mut [Value]) -> Result<Value> {
    Ok(Value::Int(local(&Args::new("time.weekday", args), 0)?.weekday().to_sunday_zero_offset().into()))
}
