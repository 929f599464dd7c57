//! What Linux tells of a running process, all of its threads together.

use std::fs;
use std::time::Duration;

use crate::Failure;

/// Memory in RAM, bytes: its own and the pages of files that it has touched.
pub(crate) fn resident(process: u32) -> Result<u64, Failure> {
    memory(process, "VmRSS:")
}

/// Memory of its own, bytes: what no file holds and no other process shares.
pub(crate) fn own(process: u32) -> Result<u64, Failure> {
    memory(process, "RssAnon:")
}

fn memory(process: u32, name: &str) -> Result<u64, Failure> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    Ok(field(&status, name).ok_or("an unknown kernel")? * 1024)
}

/// How often a thread has gone to sleep: waiting once more means that it had been woken.
pub(crate) fn waits(process: u32) -> Result<u64, Failure> {
    threads(process, "status", |status| {
        field(status, "voluntary_ctxt_switches:")
    })
}

/// Processor time.
pub(crate) fn processor(process: u32) -> Result<Duration, Failure> {
    let first = |times: &str| times.split_whitespace().next()?.parse().ok();
    Ok(Duration::from_nanos(threads(process, "schedstat", first)?))
}

/// Calls of write and its kin.
pub(crate) fn writes(process: u32) -> Result<u64, Failure> {
    let counts = fs::read_to_string(format!("/proc/{process}/io"))?;
    Ok(field(&counts, "syscw:").ok_or("no syscw")?)
}

fn threads(process: u32, file: &str, read: impl Fn(&str) -> Option<u64>) -> Result<u64, Failure> {
    let mut sum = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        sum += read(&fs::read_to_string(thread?.path().join(file))?).ok_or("an unknown kernel")?;
    }
    Ok(sum)
}

fn field(text: &str, name: &str) -> Option<u64> {
    text.lines()
        .find_map(|line| line.strip_prefix(name))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}
