/* First fit: blocks stand one behind the other, each behind a word with its length and whether it is taken. */
#include "heap.h"

#define TAKEN 1U

struct block {
    size_t length; /* with this header, a multiple of 8 */
    size_t taken;
};

static unsigned char *first, *end;

#define AFTER(block) ((struct block *)(void *)((unsigned char *)(block) + (block)->length))

void heap_start(unsigned long long *memory, size_t length)
{
    struct block *const block = (struct block *)(void *)memory;
    first = (unsigned char *)memory;
    end = first + length;
    block->length = length;
    block->taken = 0;
}

void *heap_allocate(size_t length)
{
    const size_t wanted = (length + sizeof(struct block) + 7U) & ~(size_t)7U;
    struct block *block = (struct block *)(void *)first;
    while ((unsigned char *)block < end) {
        /* Free neighbours become one. */
        while (block->taken == 0 && (unsigned char *)AFTER(block) < end && AFTER(block)->taken == 0) {
            block->length += AFTER(block)->length;
        }
        if (block->taken == 0 && block->length >= wanted) {
            const size_t rest = block->length - wanted;
            if (rest >= sizeof(struct block) + 8U) {
                block->length = wanted;
                AFTER(block)->length = rest;
                AFTER(block)->taken = 0;
            }
            block->taken = TAKEN;
            return block + 1;
        }
        block = AFTER(block);
    }
    return NULL;
}

void *heap_allocate_zeros(size_t count, size_t size)
{
    unsigned char *const block = heap_allocate(count * size);
    size_t index;
    for (index = 0; block != NULL && index < count * size; index++) {
        block[index] = 0;
    }
    return block;
}

void *heap_reallocate(void *block, size_t length)
{
    unsigned char *const to = heap_allocate(length);
    const unsigned char *const from = block;
    const size_t held = block == NULL ? 0U : ((struct block *)block - 1)->length - sizeof(struct block);
    size_t index;
    for (index = 0; to != NULL && index < held && index < length; index++) {
        to[index] = from[index];
    }
    if (to != NULL) {
        heap_release(block);
    }
    return to;
}

void heap_release(void *block)
{
    if (block != NULL) {
        ((struct block *)block - 1)->taken = 0;
    }
}
