//! What is accepted, and what it costs on the wire.

use super::meter::{METER, Meter, NOW, about, sign};
use crate::primitives::aes::{Aes, set_key};
use crate::services::command::{LEAST_OVERHEAD, OVERHEAD};
use crate::services::command_content::Command;
use crate::services::command_encryption::{self, MOST_OVERHEAD};
use crate::status::Status;

/// Sequence numbers of every length.
const SEQUENCES: [u32; 8] = [1, 23, 24, 255, 256, 65_535, 65_536, u32::MAX - 1];
const WINDOW: (u32, u32) = (NOW - 1, NOW + 1);

fn encrypt(about: &Command, command: &[u8]) -> Vec<u8> {
    let mut schedule = [0; 44];
    set_key(&mut schedule, &[0x11; 16]);
    let mut sealed = vec![0; command.len() + MOST_OVERHEAD];
    let length =
        command_encryption::encrypt(&Aes::new(&schedule), about, command, &mut sealed).expect("encrypted");
    sealed.truncate(length);
    sealed
}

fn decrypt(about: &Command, sealed: &[u8]) -> Result<Vec<u8>, Status> {
    let mut schedule = [0; 44];
    set_key(&mut schedule, &[0x11; 16]);
    let mut command = vec![0; sealed.len()];
    let length = command_encryption::decrypt(&Aes::new(&schedule), about, sealed, &mut command);
    if length.is_err() {
        assert!(command.iter().all(|byte| *byte == 0));
    }
    length.map(|(length, status)| {
        assert_eq!(status, Status::OK);
        command[..length].to_vec()
    })
}

#[test]
fn a_command_reaches_the_meter_its_groups_and_all() {
    let mut meter = Meter::new();
    let targets: [&[u8]; 4] = [&METER, b"tar1", b"tar2", b""];
    for (target, sequence) in targets.iter().zip(1..) {
        let mut said = Command { target: [0; 8], ..about(0, sequence) };
        said.target[..target.len()].copy_from_slice(target);
        said.target_length = target.len().try_into().expect("short");
        let received = meter.receive(&sign(&said, b"disconnect"));
        assert_eq!(received, Ok((said, b"disconnect".to_vec())));
        assert_eq!(meter.confirm(0, sequence), Ok(()));
    }
}

/// The wire, measured: every length of every field, in every format.
#[test]
fn overheads_are_what_the_documentation_says() {
    for (format, windowed, encrypted, most) in [
        ("signed", false, false, 100),
        ("signed, with a window", true, false, OVERHEAD),
        ("signed and encrypted", false, true, 114),
        ("signed and encrypted, with a window", true, true, 124),
    ] {
        let (mut least_seen, mut most_seen, mut typical) = (usize::MAX, 0, 0);
        for target_length in [0, 4, 8] {
            for sequence in SEQUENCES {
                for length in [0, 1, 15, 16, 23, 24, 150, 255, 256, 1000] {
                    let mut said = Command { target_length, target: [0; 8], ..about(0, sequence) };
                    said.target[..target_length.into()].copy_from_slice(&METER[..target_length.into()]);
                    if windowed {
                        (said.not_before, said.not_after) = WINDOW;
                    }
                    let command = vec![0x77; length];
                    let inner = if encrypted { encrypt(&said, &command) } else { command };
                    said.encrypted = encrypted.into();
                    let overhead = sign(&said, &inner).len() - length;
                    least_seen = least_seen.min(overhead);
                    most_seen = most_seen.max(overhead);
                    if (target_length, sequence, length) == (8, 65_535, 16) {
                        typical = overhead;
                    }
                }
            }
        }
        println!(
            "{format}: {least_seen} to {most_seen} bytes beyond the command, {typical} with 16 for a meter"
        );
        assert_eq!(most_seen, most, "{format}");
        assert!(windowed || encrypted || least_seen == LEAST_OVERHEAD + 1, "{format}");
    }
}

#[test]
fn an_encrypted_command_opens_for_what_was_said_about_it_alone() {
    let mut meter = Meter::new();
    for length in [0, 1, 15, 16, 17, 23, 24, 247, 248, 300] {
        let command = vec![0x3C; length];
        let said = Command { encrypted: 1, ..about(1, 1000 + u32::try_from(length).expect("short")) };
        let sealed = encrypt(&said, &command);
        let (received, released) = meter.receive(&sign(&said, &sealed)).expect("accepted");
        assert_eq!((received, &released), (said, &sealed));
        assert_eq!(decrypt(&received, &released), Ok(command));
        meter.confirm(1, said.sequence).expect("confirmed");
        for other in [
            Command { sequence: said.sequence + 1, ..said },
            Command { key_id: [0xA1; 4], ..said },
            Command { target: *b"AMI00002", ..said },
            Command { target_length: 4, ..said },
            Command { target_length: 0, ..said },
        ] {
            assert_eq!(decrypt(&other, &sealed), Err(Status::NOT_AUTHENTIC));
        }
        for bit in 0..sealed.len() * 8 {
            let mut forged = sealed.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            let refused = decrypt(&said, &forged).expect_err("forged");
            let behind_the_head = bit / 8 >= sealed.len() - length - 8;
            assert!(!behind_the_head || refused == Status::NOT_AUTHENTIC);
        }
        for end in 0..sealed.len() {
            assert_eq!(decrypt(&said, &sealed[..end]), Err(Status::MALFORMED));
        }
    }
}

#[test]
fn no_nonce_is_that_of_a_report_or_of_another_command() {
    let mut seen = std::collections::BTreeSet::new();
    let text = [0; 8];
    for signer in 0..2 {
        for target in [*b"AMI00001", *b"AMI00002"] {
            for target_length in [0, 4, 8] {
                for sequence in [1, 2, 0x0100_0000] {
                    let said = Command { target, target_length, ..about(signer, sequence) };
                    // The keystream tells the nonces apart: of 4 and 0 bytes both targets have the same.
                    seen.insert(encrypt(&said, &text));
                }
            }
        }
    }
    assert_eq!(seen.len(), 2 * 3 * (2 + 1 + 1));
}
