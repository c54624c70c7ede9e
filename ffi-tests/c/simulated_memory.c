/* Memory that loses its power: see simulated_memory.h. */
#include "simulated_memory.h"

static struct {
    uint8_t slots[SIMULATED_SLOTS][SIMULATED_SLOT_LENGTH];
    uint32_t writes;
    uint32_t bytes;
    uint32_t until_cut;
    uint8_t cut_is_planned;
    uint8_t torn;
    uint8_t off;
    uint8_t reads_fail;
    uint8_t writes_fail;
    uint8_t noise;
} memory;

static uint8_t context;

static int accepts(const void *given, uint16_t slot, size_t length)
{
    CHECK(given == &context);
    CHECK(slot < SIMULATED_SLOTS);
    CHECK(length <= SIMULATED_SLOT_LENGTH);
    return slot < SIMULATED_SLOTS && length <= SIMULATED_SLOT_LENGTH && !memory.off;
}

static amisec_status_t read_slot(void *given, uint16_t slot, uint8_t *data, size_t length)
{
    if (!accepts(given, slot, length)) {
        return AMISEC_BAD_STATE;
    }
    memcpy(data, memory.slots[slot], length);
    return memory.reads_fail ? (amisec_status_t)0U : AMISEC_OK;
}

/* The power goes: `place` is what is left of the write. */
static amisec_status_t lose_power(uint8_t *place, size_t length)
{
    size_t i;

    memory.off = 1U;
    for (i = 0U; i < length; i++) {
        memory.noise = (uint8_t)(5U * memory.noise + 0x71U);
        if (memory.torn == TORN_ERASED) {
            place[i] = 0xFFU;
        } else if (memory.torn == TORN_GARBAGE) {
            place[i] = memory.noise;
        }
    }
    return AMISEC_BAD_STATE;
}

static amisec_status_t write_slot(void *given, uint16_t slot, const uint8_t *data, size_t length)
{
    size_t i;

    if (!accepts(given, slot, length)) {
        return AMISEC_BAD_STATE;
    }
    memory.writes++;
    for (i = 0U; i < length; i++) {
        if (memory.cut_is_planned && memory.until_cut == 0U) {
            return lose_power(&memory.slots[slot][i], length - i);
        }
        memory.slots[slot][i] = data[i];
        memory.until_cut--;
        memory.bytes++;
    }
    if (memory.cut_is_planned && memory.until_cut == 0U && memory.torn == TORN_UNREPORTED) {
        return lose_power(memory.slots[slot], 0U);
    }
    return memory.writes_fail ? (amisec_status_t)0U : AMISEC_OK;
}

static amisec_status_t erase_slot(void *given, uint16_t slot)
{
    uint8_t erased[SIMULATED_SLOT_LENGTH];

    memset(erased, 0xFF, sizeof erased);
    return write_slot(given, slot, erased, sizeof erased);
}

const amisec_storage_t simulated_storage = { read_slot, write_slot, erase_slot, &context };

void simulated_memory_connect(const struct argument *with, uint8_t first)
{
    amisec_storage_t given;

    if (with[first].pointer != NULL) {
        memset(&given, 0, sizeof given);
        given.read = with[first + 1U].pointer == NULL ? NULL : read_slot;
        given.write = with[first + 2U].pointer == NULL ? NULL : write_slot;
        given.erase = with[first + 3U].pointer == NULL ? NULL : erase_slot;
        given.context = &context;
        memcpy(with[first].pointer, &given, sizeof given);
    }
}

void simulated_memory_erase(void)
{
    memset(&memory, 0, sizeof memory);
    memset(memory.slots, 0xFF, sizeof memory.slots);
}

void simulated_memory_cut_after(uint32_t bytes, enum torn torn)
{
    memory.cut_is_planned = 1U;
    memory.until_cut = bytes;
    memory.torn = (uint8_t)torn;
}

int simulated_memory_power_on(void)
{
    const int was_off = memory.off;

    memory.off = 0U;
    memory.cut_is_planned = 0U;
    return was_off;
}

void simulated_memory_works(int reads, int writes)
{
    memory.reads_fail = !reads;
    memory.writes_fail = !writes;
}

uint32_t simulated_memory_writes(void)
{
    return memory.writes;
}

uint32_t simulated_memory_bytes(void)
{
    return memory.bytes;
}

uint8_t *simulated_memory_slot(uint16_t slot)
{
    return memory.slots[slot];
}
