//! Attempts are counted whatever happens to the power.

use super::*;
use crate::storage::record::OVERHEAD;
use crate::storage::tests::memory::{Memory, Torn, every_tear};

const RECORD: u16 = 0;
const LIMIT: u16 = 3;
const KEY: [u8; 32] = [5; 32];
const METER: [u8; 8] = *b"METER-01";
const HEAD_END: [u8; 8] = *b"HEADEND1";

fn right(identity: &[u8; 8], challenge: &Challenge) -> [u8; 32] {
    let mut tag = [0; 32];
    answer(&KEY, identity, challenge, &mut tag);
    tag
}

fn created() -> Memory {
    let mut memory = Memory::erased();
    create(&mut memory, RECORD, LIMIT).unwrap();
    memory
}

fn attempt(memory: &mut Memory, good: bool) -> Answer {
    let challenge = [9; 16];
    let mut tag = right(&METER, &challenge);
    tag[31] ^= u8::from(!good);
    check(memory, RECORD, &KEY, &METER, &challenge, &tag)
}

#[test]
fn an_answer_is_for_one_challenge_one_key_and_one_side() {
    let mut memory = created();
    let tag = right(&METER, &[1; 16]);
    assert_eq!(check(&mut memory, RECORD, &KEY, &METER, &[1; 16], &tag), Ok(Status::OK));
    for (key, identity, challenge) in
        [(&KEY, &METER, [2; 16]), (&[6; 32], &METER, [1; 16]), (&KEY, &HEAD_END, [1; 16])]
    {
        reset(&mut memory, RECORD).unwrap();
        let answer = check(&mut memory, RECORD, key, identity, &challenge, &tag);
        assert_eq!(answer, Err(Status::NOT_AUTHENTIC));
    }
}

#[test]
fn too_many_failed_attempts_are_the_last_until_they_are_forgotten() {
    let mut memory = created();
    for _ in 0..2 {
        for _ in 1..LIMIT {
            assert_eq!(attempt(&mut memory, false), Err(Status::NOT_AUTHENTIC));
        }
        assert_eq!(attempt(&mut memory, true), Ok(Status::OK), "a right one forgets those before");
    }
    for _ in 0..LIMIT {
        assert_eq!(attempt(&mut memory, false), Err(Status::NOT_AUTHENTIC));
    }
    let writes = memory.writes;
    for good in [false, true] {
        assert_eq!(attempt(&mut memory, good), Err(Status::TOO_MANY_ATTEMPTS));
    }
    assert_eq!(memory.writes, writes, "a flood wears nothing");
    assert_eq!(create(&mut memory, RECORD, LIMIT), Err(Status::BAD_STATE));
    reset(&mut memory, RECORD).unwrap();
    assert_eq!(attempt(&mut memory, true), Ok(Status::OK));
    assert_eq!(create(&mut Memory::erased(), RECORD, 0), Err(Status::BAD_ARGUMENT));
}

/// Every history of wrong attempts, each of which the power may cut: at most the limit is ever looked at.
#[test]
fn no_short_history_looks_at_more_answers_than_the_limit() {
    fn explore(memory: &Memory, looked_at: u16, depth: u32) -> u64 {
        assert!(looked_at <= LIMIT);
        if depth == 0 {
            return 1;
        }
        let tears =
            [Torn::Old(0), Torn::Old(12), Torn::Erased(0), Torn::Old(5), Torn::Garbage(3), Torn::Erased(9)];
        let cuts = (0..2).flat_map(|write| tears.map(|torn| Some((write, torn))));
        let mut histories = 0;
        for cut in [None].into_iter().chain(cuts) {
            let mut after = memory.clone();
            if let Some((write, torn)) = cut {
                after.cut_after(write, torn);
            }
            let looked = attempt(&mut after, false) == Err(Status::NOT_AUTHENTIC);
            after.power_on();
            histories += explore(&after, looked_at + u16::from(looked), depth - 1);
        }
        histories
    }
    println!("challenges: {} histories of 5 attempts", explore(&created(), 0, 5));
}

#[test]
fn a_cut_at_every_byte_of_every_write_gives_no_attempt_more() {
    let mut cuts = 0;
    for write in 0..2 * u32::from(LIMIT) + 4 {
        for torn in every_tear(4 + OVERHEAD) {
            let mut memory = created();
            attempt(&mut memory, true).unwrap();
            memory.cut_after(write, torn);
            let mut looked_at = 0;
            for _ in 0..2 * LIMIT {
                looked_at += u16::from(attempt(&mut memory, false) == Err(Status::NOT_AUTHENTIC));
                memory.power_on();
            }
            assert!(looked_at <= LIMIT, "{write} {torn:?}");
            assert_eq!(attempt(&mut memory, true), Err(Status::TOO_MANY_ATTEMPTS), "{write} {torn:?}");
            cuts += 1;
        }
    }
    println!("challenges: {cuts} cuts");
}
