//! A meter in two groups that trusts two signers, and their head-end.

use crate::primitives::p256;
use crate::services::command::{self, LEAST_OVERHEAD, OVERHEAD, Receiver, Signer};
use crate::services::command_budget::Budget;
use crate::services::command_content::Command;
use crate::services::command_log::{self, CommandLog};
use crate::status::Status;
use crate::storage::record::Storage;
use crate::storage::tests::memory::Memory;

pub const METER: [u8; 8] = *b"AMI00001";
pub const GROUPS: &[u8] = b"tar1tar2";
pub const NOW: u32 = 1_900_000_000;
/// The signers' private keys; their key ids are four times the byte.
pub const KEYS: [[u8; 32]; 2] = [[0xA1; 32], [0xB2; 32]];
pub const ATTEMPTS: u16 = 5;

pub fn public(private: &[u8; 32]) -> [u8; 64] {
    let mut public = [0; 64];
    p256::public_key(private, &mut public).expect("a key");
    public
}

/// A command of signer 0 or 1 for the meter, without a window.
pub fn about(signer: usize, sequence: u32) -> Command {
    Command { sequence, key_id: [KEYS[signer][0]; 4], target: METER, target_length: 8, ..Command::default() }
}

pub fn sign(about: &Command, command: &[u8]) -> Vec<u8> {
    let signer = KEYS.iter().find(|key| key[0] == about.key_id[0]).unwrap_or(&KEYS[0]);
    let mut message = vec![0; command.len() + OVERHEAD];
    let length = command::sign(signer, about, command, &[0x5A; 32], &mut message).expect("signed");
    message.truncate(length);
    message
}

pub struct Meter {
    pub memory: Memory,
    pub signers: [Signer; 2],
    pub receiver: Receiver,
}

impl Meter {
    pub fn new() -> Self {
        let mut memory = Memory::erased();
        for record in 0..2 {
            command_log::create(&mut memory, record, 0).expect("created");
        }
        Meter::started(memory)
    }

    /// After a restart: all but the memory is new.
    pub fn started(memory: Memory) -> Self {
        let signer = |index: usize| Signer {
            key_id: [KEYS[index][0]; 4],
            public: public(&KEYS[index]),
            record: if index == 0 { 0 } else { 1 },
        };
        let receiver = Receiver::new(&METER, GROUPS, Budget::full(ATTEMPTS, 60));
        Meter { memory, signers: [signer(0), signer(1)], receiver }
    }

    pub fn receive(&mut self, message: &[u8]) -> Result<(Command, Vec<u8>), Status> {
        self.receive_at(NOW, message)
    }

    pub fn receive_at(&mut self, time: u32, message: &[u8]) -> Result<(Command, Vec<u8>), Status> {
        let mut place = vec![0; message.len().saturating_sub(LEAST_OVERHEAD)];
        let (mut about, mut length) = (Command::default(), 0);
        let received = self.receiver.receive(
            self.signers.iter(),
            &mut self.memory,
            time,
            message,
            &mut about,
            &mut place,
            &mut length,
        );
        if received.is_err() {
            assert!(place.iter().all(|byte| *byte == 0), "a refused command is not released");
            assert_eq!((about, length), (Command::default(), 0), "nor what is said about it");
        }
        received.map(|status| {
            assert_eq!(status, Status::OK);
            assert!(place[length..].iter().all(|byte| *byte == 0));
            (about, place[..length].to_vec())
        })
    }

    pub fn confirm(&mut self, signer: usize, number: u32) -> Result<(), Status> {
        let record = self.signers[signer].record();
        let mut log = loaded(&mut self.memory, record)?;
        log.confirm(number)?;
        log.store(&mut self.memory, record)
    }

    pub fn unconfirmed(&mut self, signer: usize) -> Result<Vec<u32>, Status> {
        let log = loaded(&mut self.memory, self.signers[signer].record())?;
        let mut listed = [0; 16];
        log.unconfirmed(&mut listed);
        let numbers = listed.as_chunks().0.iter().map(|number| u32::from_be_bytes(*number));
        Ok(numbers.filter(|number| *number != 0).collect())
    }
}

/// The log of a signer.
pub fn loaded(storage: &mut impl Storage, record: u16) -> Result<CommandLog, Status> {
    let mut log = CommandLog::empty();
    log.load(storage, record).map(|()| log)
}
