/* Non-volatile memory that loses its power at a chosen byte: for every test with an amisec_storage_t.
 *
 * It is one for a program. Writes are numbered, and the bytes that they write. */
#ifndef SIMULATED_MEMORY_H
#define SIMULATED_MEMORY_H

#include "refusals.h"

#define SIMULATED_SLOTS 8U
#define SIMULATED_SLOT_LENGTH 88U

/* What a write reads as that the power left behind some of its bytes. */
enum torn {
    TORN_OLD,      /* the rest is as before: EEPROM */
    TORN_ERASED,   /* the rest is erased: flash, whose page was erased first */
    TORN_GARBAGE,  /* the rest is nothing that was ever there */
    TORN_UNREPORTED /* like TORN_OLD, but a write that is just whole does not say so any more */
};
#define TORN_KINDS 4U

extern const amisec_storage_t simulated_storage;

/* All slots are erased, everything works, and all counts are 0. */
void simulated_memory_erase(void);

/* The power goes when `bytes` more bytes are written. */
void simulated_memory_cut_after(uint32_t bytes, enum torn torn);

/* Whether the power was gone; it is back, and no cut is planned any more. */
int simulated_memory_power_on(void);

/* From here on reads and writes work, or answer something else than AMISEC_OK behind what they do. */
void simulated_memory_works(int reads, int writes);

uint32_t simulated_memory_writes(void);
uint32_t simulated_memory_bytes(void);

/* For rows: the structure and its functions, four parameters, of which `first` is the structure. */
#define STORAGE STRUCTURE("storage", amisec_storage_t), CALLBACK("read"), CALLBACK("write"), CALLBACK("erase")
void simulated_memory_connect(const struct argument *with, uint8_t first);

/* The bytes of a slot. */
uint8_t *simulated_memory_slot(uint16_t slot);

#endif
