//! What is refused, each with its own status, and that it costs nothing but the look at it.

use super::meter::{ATTEMPTS, METER, Meter, NOW, about, sign};
use crate::services::cbor::{ARRAY, BYTES, MAP, NEGATIVE, TAG, UNSIGNED};
use crate::services::command_content::Command;
use crate::status::Status;

/// The memory is untouched, and so is the budget, unless an attempt was made.
fn refuses(meter: &mut Meter, message: &[u8], expected: Status) {
    let before = meter.memory.clone();
    assert_eq!(meter.receive(message), Err(expected), "{message:02X?}");
    assert!(meter.memory == before, "a refusal stores nothing");
}

#[test]
fn each_cheap_refusal_has_its_status_and_costs_no_attempt() {
    let mut meter = Meter::new();
    meter.receive(&sign(&about(0, 7), b"x")).expect("accepted");
    let told = about(0, 8);
    let window = |not_before, not_after| Command { not_before, not_after, ..told };
    let cases = [
        (Command { key_id: [0xC3; 4], ..told }, Status::UNKNOWN_KEY),
        (Command { target: *b"AMI00002", ..told }, Status::WRONG_TARGET),
        (Command { target: *b"tar3\0\0\0\0", target_length: 4, ..told }, Status::WRONG_TARGET),
        (Command { target: *b"AMI0\0\0\0\0", target_length: 4, ..told }, Status::WRONG_TARGET),
        (window(NOW + 1, NOW + 2), Status::EXPIRED),
        (window(NOW - 2, NOW - 1), Status::EXPIRED),
        (window(0, 1), Status::EXPIRED),
        (about(0, 7), Status::REPLAYED),
        (about(0, 1), Status::REPLAYED),
    ];
    for _ in 0..ATTEMPTS {
        for (said, expected) in cases {
            refuses(&mut meter, &sign(&said, b"x"), expected);
        }
    }
    // All of the budget is left for forgeries.
    let mut forged = sign(&told, b"x");
    *forged.last_mut().expect("a signature") ^= 1;
    for _ in 0..ATTEMPTS {
        refuses(&mut meter, &forged, Status::NOT_AUTHENTIC);
    }
    refuses(&mut meter, &forged, Status::TOO_MANY_ATTEMPTS);
    refuses(&mut meter, &sign(&told, b"x"), Status::TOO_MANY_ATTEMPTS);
    assert_eq!(meter.receive_at(NOW + 59, &sign(&told, b"x")), Err(Status::TOO_MANY_ATTEMPTS));
    assert!(meter.receive_at(NOW + 60, &sign(&told, b"x")).is_ok());
}

#[test]
fn a_window_holds_from_its_first_to_its_last_second_and_needs_a_clock() {
    for (time, valid) in [(0, false), (99, false), (100, true), (200, true), (201, false), (u32::MAX, false)]
    {
        let said = Command { not_before: 100, not_after: 200, ..about(0, 1) };
        let received = Meter::new().receive_at(time, &sign(&said, b"x"));
        assert_eq!(received.err(), (!valid).then_some(Status::EXPIRED), "{time}");
    }
    assert!(Meter::new().receive_at(0, &sign(&about(0, 1), b"x")).is_ok());
    let to_the_end = Command { not_before: 0, not_after: u32::MAX, ..about(0, 1) };
    assert!(Meter::new().receive_at(u32::MAX, &sign(&to_the_end, b"x")).is_ok());
    assert_eq!(Meter::new().receive_at(0, &sign(&to_the_end, b"x")), Err(Status::EXPIRED));
}

#[test]
fn four_commands_of_a_signer_may_be_unconfirmed() {
    let mut meter = Meter::new();
    for sequence in 1..=4 {
        assert!(meter.receive(&sign(&about(0, sequence), b"x")).is_ok());
    }
    refuses(&mut meter, &sign(&about(0, 5), b"x"), Status::BAD_STATE);
    assert!(meter.receive(&sign(&about(1, 5), b"x")).is_ok(), "the other signer has its own");
    assert_eq!(meter.unconfirmed(0), Ok(vec![1, 2, 3, 4]));
    assert_eq!(meter.confirm(0, 2), Ok(()));
    for gone in [0, 2, 5, u32::MAX] {
        assert_eq!(meter.confirm(0, gone), Err(Status::BAD_STATE));
    }
    assert!(meter.receive(&sign(&about(0, 5), b"x")).is_ok());
    assert_eq!(meter.unconfirmed(0), Ok(vec![1, 5, 3, 4]));
}

#[test]
fn nothing_is_released_that_was_not_stored() {
    let mut meter = Meter::new();
    meter.memory.writes_fail = true;
    assert_eq!(meter.receive(&sign(&about(0, 1), b"x")), Err(Status::STORAGE_FAILED));
    meter.memory.writes_fail = false;
    meter.memory.reads_fail = true;
    assert_eq!(meter.receive(&sign(&about(0, 2), b"x")), Err(Status::STORAGE_FAILED));
}

#[test]
fn what_is_cut_off_or_goes_on_is_malformed() {
    let mut meter = Meter::new();
    let said = Command { not_before: 1, not_after: u32::MAX, ..about(0, 70_000) };
    let message = sign(&said, &[0x42; 30]);
    for end in 0..message.len() {
        refuses(&mut meter, &message[..end], Status::MALFORMED);
    }
    for byte in 0..=u8::MAX {
        refuses(&mut meter, &[&message[..], &[byte]].concat(), Status::MALFORMED);
    }
    assert!(meter.receive(&message).is_ok());
}

#[test]
fn no_flipped_bit_is_accepted() {
    let said = Command { not_before: 1, not_after: u32::MAX, ..about(0, 70_000) };
    let message = sign(&said, &[0x42; 30]);
    let mut meter = Meter::new();
    for bit in 0..message.len() * 8 {
        let mut forged = message.clone();
        forged[bit / 8] ^= 1 << (bit % 8);
        let refused = meter.receive_at(0, &forged).expect_err("forged");
        // Without a clock no window is valid and no attempt counted: try with one, too.
        assert_ne!(refused, Status::TOO_MANY_ATTEMPTS);
        meter = Meter::started(meter.memory);
        let refused = meter.receive(&forged).expect_err("forged");
        // The signature covers everything but its own head, tag, array and the empty header.
        let wrapped = bit / 8 >= 16 && bit / 8 < message.len() - 66;
        let statuses = [Status::MALFORMED, Status::UNKNOWN_KEY, Status::NOT_AUTHENTIC];
        let inside = [Status::WRONG_TARGET, Status::EXPIRED, Status::COUNTER_EXHAUSTED];
        assert!(
            statuses.contains(&refused) || wrapped && inside.contains(&refused),
            "bit {bit}: {refused:?}"
        );
    }
    assert!(meter.receive(&message).is_ok());
}

/// A message whose heads can each be written in another way, signed as it stands.
struct Loose {
    /// The head at this place is longer than needed by as much.
    stretched: Option<(usize, usize)>,
    heads: usize,
    bytes: Vec<u8>,
}

impl Loose {
    fn head(&mut self, major: u8, number: u32) {
        let longer = self.stretched.filter(|(place, _)| *place == self.heads).map_or(0, |(_, by)| by);
        self.heads += 1;
        let needed = match number {
            0..24 => 0,
            24..0x100 => 1,
            0x100..0x1_0000 => 2,
            _ => 3,
        };
        let kind = major << 5;
        let wide = u64::from(number).to_be_bytes();
        match needed + longer {
            0 => self.bytes.push(kind | wide[7]),
            size @ 1..=4 => {
                let length = 1 << (size - 1);
                self.bytes.push(kind | (23 + u8::try_from(size).expect("short")));
                self.bytes.extend_from_slice(&wide[8 - length..]);
            }
            // Of indefinite length.
            _ => self.bytes.push(kind | 31),
        }
    }

    fn write(stretched: Option<(usize, usize)>) -> Self {
        let mut m = Loose { stretched, heads: 0, bytes: vec![] };
        let (mut header, mut payload) = (vec![], vec![]);
        m.head(TAG, 18);
        m.head(ARRAY, 4);
        // Strings in strings: their lengths are those of what is in them.
        let outer = std::mem::take(&mut m.bytes);
        m.head(MAP, 2);
        m.head(UNSIGNED, 1);
        m.head(NEGATIVE, 6);
        m.head(UNSIGNED, 4);
        m.head(BYTES, 4);
        m.bytes.extend([0xA1; 4]);
        header.append(&mut m.bytes);
        m.head(ARRAY, 3);
        m.head(BYTES, 8);
        m.bytes.extend(METER);
        m.head(UNSIGNED, 9);
        m.head(BYTES, 2);
        m.bytes.extend(*b"go");
        payload.append(&mut m.bytes);
        m.bytes = outer;
        m.head(BYTES, header.len().try_into().expect("short"));
        m.bytes.extend(header);
        m.head(MAP, 0);
        m.head(BYTES, payload.len().try_into().expect("short"));
        m.bytes.extend(payload);
        m.head(BYTES, 64);
        m.bytes.extend([0; 64]);
        m
    }
}

#[test]
fn every_head_in_another_form_than_the_shortest_is_malformed() {
    let plain = Loose::write(None);
    let signed = sign(&about(0, 9), b"go");
    assert_eq!(plain.bytes[..plain.bytes.len() - 64], signed[..signed.len() - 64]);
    let mut meter = Meter::new();
    refuses(&mut meter, &plain.bytes, Status::NOT_AUTHENTIC);
    let mut refused = 0;
    for place in 0..plain.heads {
        for by in 1..=5 {
            refuses(&mut meter, &Loose::write(Some((place, by))).bytes, Status::MALFORMED);
            refused += 1;
        }
    }
    println!("{refused} heads longer than needed, or without a length");
}

#[test]
fn headers_in_another_order_or_with_more_in_them_are_malformed() {
    let message = sign(&about(0, 9), b"go");
    let mut meter = Meter::new();
    let with_header = |header: &[u8], unprotected: &[u8]| {
        let length = 0x40 | u8::try_from(header.len()).expect("short");
        [&message[..2], &[length], header, unprotected, &message[13..]].concat()
    };
    let key_id = [0xA1; 4];
    let pairs = [&[0x01, 0x26][..], &[&[0x04, 0x44][..], &key_id].concat()];
    assert_eq!(with_header(&[&[0xA2], pairs[0], pairs[1]].concat(), &[0xA0]), message);
    for header in [
        [&[0xA2], pairs[1], pairs[0]].concat(),
        [&[0xA3], pairs[0], pairs[1], pairs[1]].concat(),
        [&[0xA3], pairs[0], pairs[0], pairs[1]].concat(),
        [&[0xA3], pairs[0], &[0x03, 0x00], pairs[1]].concat(),
        [&[0xA1], pairs[0]].concat(),
        [&[0xA1], pairs[1]].concat(),
        [&[0xA2, 0x01, 0x38, 0x22], pairs[1]].concat(),
        [&[0xA2, 0x01, 0x25], pairs[1]].concat(),
        vec![],
        vec![0xA0],
    ] {
        refuses(&mut meter, &with_header(&header, &[0xA0]), Status::MALFORMED);
    }
    let header = [&[0xA2], pairs[0], pairs[1]].concat();
    for unprotected in [&[0xA1, 0x04, 0x41, 0x00][..], &[0xBF, 0xFF], &[0x80], &[0xF6], &[]] {
        refuses(&mut meter, &with_header(&header, unprotected), Status::MALFORMED);
    }
    for tag in [&[][..], &[0xD1], &[0xD0], &[0xD8, 0x62], &[0xD2, 0xD2], &[0xD9, 0xD9, 0xF7, 0xD2]] {
        refuses(&mut meter, &[tag, &message[1..]].concat(), Status::MALFORMED);
    }
}
