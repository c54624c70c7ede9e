/* Console, exit and files through the emulator's semihosting ("Semihosting for AArch32 and AArch64",
 * release 2.0, and the RISC-V semihosting binary interface 0.4). */
#include "semihosting.h"
#include "target.h"

enum operation {
    SYS_OPEN = 0x01,
    SYS_CLOSE = 0x02,
    SYS_WRITE0 = 0x04,
    SYS_WRITE = 0x05,
    SYS_READ = 0x06,
    SYS_SEEK = 0x0A,
    SYS_FLEN = 0x0C,
    SYS_EXIT_EXTENDED = 0x20
};

#define APPLICATION_EXIT 0x20026U

static int32_t call(enum operation operation, const void *arguments)
{
#if defined(__arm__)
    register int32_t result __asm__("r0") = (int32_t)operation;
    register const void *block __asm__("r1") = arguments;
    __asm__ volatile("bkpt 0xab" : "+r"(result) : "r"(block) : "memory");
#elif defined(__riscv)
    register int32_t result __asm__("a0") = (int32_t)operation;
    register const void *block __asm__("a1") = arguments;
    /* The three instructions are the call; they must not be compressed and not cross a page. */
    __asm__ volatile(".option push\n .option norvc\n .balign 16\n"
                     "slli zero, zero, 0x1f\n ebreak\n srai zero, zero, 7\n .option pop"
                     : "+r"(result)
                     : "r"(block)
                     : "memory");
#else
#error "no semihosting on this machine"
#endif
    return result;
}

static uintptr_t text_length(const char *text)
{
    const char *end = text;
    while (*end != '\0') {
        end++;
    }
    return (uintptr_t)(end - text);
}

void target_puts(const char *text)
{
    (void)call(SYS_WRITE0, text);
}

void target_exit(int code)
{
    uintptr_t block[2];
    block[0] = APPLICATION_EXIT;
    block[1] = (uintptr_t)code;
    target_puts("#exit ");
    target_put_number((uint32_t)code);
    target_puts("\n");
    for (;;) {
        (void)call(SYS_EXIT_EXTENDED, block);
    }
}

int32_t semihosting_open(const char *name, uint32_t mode)
{
    uintptr_t block[3];
    block[0] = (uintptr_t)name;
    block[1] = mode;
    block[2] = text_length(name);
    return call(SYS_OPEN, block);
}

int32_t semihosting_close(int32_t handle)
{
    uintptr_t block[1];
    block[0] = (uintptr_t)handle;
    return call(SYS_CLOSE, block);
}

uint32_t semihosting_read(int32_t handle, void *buffer, uint32_t length)
{
    uintptr_t block[3];
    block[0] = (uintptr_t)handle;
    block[1] = (uintptr_t)buffer;
    block[2] = length;
    return (uint32_t)call(SYS_READ, block);
}

uint32_t semihosting_write(int32_t handle, const void *buffer, uint32_t length)
{
    uintptr_t block[3];
    block[0] = (uintptr_t)handle;
    block[1] = (uintptr_t)buffer;
    block[2] = length;
    return (uint32_t)call(SYS_WRITE, block);
}

int32_t semihosting_seek(int32_t handle, uint32_t offset)
{
    uintptr_t block[2];
    block[0] = (uintptr_t)handle;
    block[1] = offset;
    return call(SYS_SEEK, block);
}

int32_t semihosting_length(int32_t handle)
{
    uintptr_t block[1];
    block[0] = (uintptr_t)handle;
    return call(SYS_FLEN, block);
}
