/* A heap for libraries that cannot do without one. It lies in the frame of the operation, so that the
 * stack that is measured holds it. */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* Libraries are given what they need and little more; the length is a multiple of 8, as the alignment is. */
void heap_start(unsigned long long *memory, size_t length);
void *heap_allocate(size_t length);
void *heap_allocate_zeros(size_t count, size_t size);
void *heap_reallocate(void *block, size_t length);
void heap_release(void *block);

#endif
