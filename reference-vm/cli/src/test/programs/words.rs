//! Reads standard input; prints the most frequent words, a hash, sums in floating point and in 128 bits, the arguments.
//! The same source is built for the host and for WASI, and both must print the same.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read, Write};

fn fnv(data: &[u8]) -> u64 {
    data.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

trait Shape {
    fn area(&self) -> f64;
}

struct Circle(f64);
struct Square(f64);

impl Shape for Circle {
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.0 * self.0
    }
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
}

fn main() {
    let mut text = Vec::new();
    io::stdin().read_to_end(&mut text).expect("standard input");
    let text = String::from_utf8_lossy(&text).into_owned();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_insert(0) += 1;
    }
    let mut by_count: BTreeMap<(i64, &str), usize> = BTreeMap::new();
    for (word, count) in &counts {
        by_count.insert((-i64::from(*count), word), word.chars().count());
    }
    let mut out = io::stdout().lock();
    for ((count, word), chars) in by_count.iter().take(7) {
        writeln!(out, "{:>4} {:<10} {} {:?}", -count, word, chars, word.to_uppercase()).unwrap();
    }
    writeln!(out, "{:016x} {}", fnv(text.as_bytes()), text.lines().count()).unwrap();
    let wide: u128 = (1..=30u128).product();
    writeln!(out, "{} {}", wide, wide % 1_000_000_007).unwrap();
    let harmonic: f64 = (1..=10_000).map(|i| 1.0 / f64::from(i)).sum();
    writeln!(out, "{} {:.3e} {:?} {:?}", harmonic, harmonic, f64::NAN, 0.1f32 + 0.2f32).unwrap();
    let shapes: Vec<Box<dyn Shape>> = (1..9)
        .map(|i| -> Box<dyn Shape> { if i % 2 == 0 { Box::new(Circle(f64::from(i))) } else { Box::new(Square(f64::from(i))) } })
        .collect();
    writeln!(out, "{:.9}", shapes.iter().map(|shape| shape.area()).sum::<f64>()).unwrap();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    writeln!(out, "{:?} {:?}", arguments, std::env::var("GREETING").ok()).unwrap();
    out.flush().unwrap();
    eprintln!("done");
    std::process::exit(arguments.len() as i32 + 20);
}
