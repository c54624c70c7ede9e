//! Records: whole or refused, new or old, nothing else.

use super::memory::{Memory, SLOT_LENGTH, every_tear};
use crate::status::Status;
use crate::storage::record::{MAXIMUM_LENGTH, OVERHEAD, erase, exists, load, store};

const RECORD: u16 = 1;

fn loaded(memory: &mut Memory, length: usize) -> Result<Vec<u8>, Status> {
    let mut data = vec![0xEE; length];
    load(memory, RECORD, &mut data).map(|()| data)
}

#[test]
fn gives_back_what_was_stored() {
    for length in 1..=MAXIMUM_LENGTH {
        let mut memory = Memory::erased();
        for round in 0..5_u8 {
            let data = vec![round; length];
            assert_eq!(store(&mut memory, RECORD, &data), Ok(()));
            assert_eq!(loaded(&mut memory, length), Ok(data));
        }
        assert_eq!(memory.writes, 10);
    }
}

#[test]
fn refuses_lengths_that_no_slot_has() {
    let mut memory = Memory::erased();
    assert_eq!(store(&mut memory, RECORD, &[]), Err(Status::BAD_LENGTH));
    assert_eq!(store(&mut memory, RECORD, &[0; MAXIMUM_LENGTH + 1]), Err(Status::BAD_LENGTH));
    assert_eq!(memory, Memory::erased());
}

#[test]
fn memory_that_was_never_written_is_no_record() {
    for fill in [0x00, 0xFF] {
        let mut memory = Memory::erased();
        for slot in 0..4 {
            *memory.slot_mut(slot) = [fill; SLOT_LENGTH];
        }
        for length in 1..=MAXIMUM_LENGTH {
            assert_eq!(loaded(&mut memory, length), Err(Status::STORAGE_FAILED));
            assert_eq!(exists(&mut memory, RECORD, length), Ok(false));
        }
    }
}

#[test]
fn a_record_of_another_number_or_length_is_none() {
    let mut memory = Memory::erased();
    store(&mut memory, 0, &[7; 8]).expect("stored");
    for slot in 0..2 {
        *memory.slot_mut(slot + 2) = *memory.slot_mut(slot);
    }
    assert_eq!(loaded(&mut memory, 8), Err(Status::STORAGE_FAILED));
    store(&mut memory, RECORD, &[7; 8]).expect("stored");
    for length in (1..=MAXIMUM_LENGTH).filter(|length| *length != 8) {
        assert_eq!(loaded(&mut memory, length), Err(Status::STORAGE_FAILED), "{length}");
    }
}

#[test]
fn a_slot_that_rots_brings_no_older_value_back() {
    let mut memory = Memory::erased();
    store(&mut memory, RECORD, &[1; 4]).expect("stored");
    store(&mut memory, RECORD, &[2; 4]).expect("stored");
    for slot in [2, 3] {
        for bit in 0..8 * (4 + OVERHEAD) {
            let mut rotten = memory.clone();
            rotten.slot_mut(slot)[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(loaded(&mut rotten, 4), Ok(vec![2; 4]), "bit {bit} of slot {slot}");
        }
    }
}

#[test]
fn slots_that_contradict_each_other_are_refused_until_erased() {
    let mut other = Memory::erased();
    let mut memory = Memory::erased();
    store(&mut other, RECORD, &[1; 4]).expect("stored");
    store(&mut memory, RECORD, &[2; 4]).expect("stored");
    // The same sequence, then one three stores older.
    for _ in 0..3 {
        *memory.slot_mut(2) = *other.slot_mut(2);
        if *memory.slot_mut(3) != *other.slot_mut(3) {
            assert_eq!(loaded(&mut memory, 4), Err(Status::STORAGE_FAILED));
            assert_eq!(store(&mut memory, RECORD, &[3; 4]), Err(Status::STORAGE_FAILED));
        }
        assert_eq!(erase(&mut memory, RECORD, 4), Ok(()));
        for value in 3..7 {
            store(&mut memory, RECORD, &[value; 4]).expect("stored");
        }
    }
}

#[test]
fn a_read_that_fails_is_no_damaged_slot() {
    let mut memory = Memory::erased();
    store(&mut memory, RECORD, &[1; 4]).expect("stored");
    memory.reads_fail = true;
    assert_eq!(loaded(&mut memory, 4), Err(Status::STORAGE_FAILED));
    assert_eq!(exists(&mut memory, RECORD, 4), Err(Status::STORAGE_FAILED));
    assert_eq!(store(&mut memory, RECORD, &[2; 4]), Err(Status::STORAGE_FAILED));
    assert_eq!(memory.writes, 2);
}

#[test]
fn a_write_that_fails_fails_the_store() {
    let mut memory = Memory::erased();
    memory.writes_fail = true;
    assert_eq!(store(&mut memory, RECORD, &[1; 4]), Err(Status::STORAGE_FAILED));
    assert_eq!(memory.writes, 1);
}

#[test]
fn a_cut_leaves_the_old_or_the_new_record() {
    let (old, new) = (vec![0x0F; 5], vec![0xF0; 5]);
    let mut cuts = 0;
    for history in 0..4 {
        let mut before = Memory::erased();
        for _ in 0..=history {
            store(&mut before, RECORD, &old).expect("stored");
        }
        for write in 0..2 {
            for torn in every_tear(5 + OVERHEAD) {
                let mut memory = before.clone();
                memory.cut_after(write, torn);
                assert_eq!(store(&mut memory, RECORD, &new), Err(Status::STORAGE_FAILED));
                assert!(memory.power_on());
                let found = loaded(&mut memory, 5);
                assert!(found == Ok(old.clone()) || found == Ok(new.clone()), "{write} {torn:?}: {found:?}");
                // The first write may have been whole; behind it the new record is firm.
                assert!(write == 0 || found == Ok(new.clone()), "{torn:?}");
                assert_eq!(store(&mut memory, RECORD, &old), Ok(()), "the memory goes on");
                assert_eq!(loaded(&mut memory, 5), Ok(old.clone()));
                cuts += 1;
            }
        }
    }
    println!("record: {cuts} cuts");
}

#[test]
fn a_cut_in_an_erasure_brings_nothing_older_back() {
    for torn_store in every_tear(4 + OVERHEAD) {
        for cut in 0..2 {
            for torn in every_tear(SLOT_LENGTH) {
                let mut memory = Memory::erased();
                store(&mut memory, RECORD, &[1; 4]).expect("stored");
                // The slots differ because the last store was cut, too.
                memory.cut_after(1, torn_store);
                store(&mut memory, RECORD, &[2; 4]).expect_err("cut");
                memory.power_on();
                memory.cut_after(cut, torn);
                erase(&mut memory, RECORD, 4).expect_err("cut");
                memory.power_on();
                let found = loaded(&mut memory, 4);
                assert!(
                    found == Ok(vec![2; 4]) || found == Err(Status::STORAGE_FAILED),
                    "{cut} {torn:?} after {torn_store:?}: {found:?}"
                );
            }
        }
    }
}
