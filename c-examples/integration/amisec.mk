# For firmware that is built with make and gcc or clang. Set CC and the CFLAGS that select the core, then
#
#     include path/to/amisec.mk
#     CFLAGS += $(AMISEC_CFLAGS)
#     firmware.elf: $(OBJECTS) $(AMISEC_ARCHIVE)
#             $(CC) $(CFLAGS) $(OBJECTS) $(AMISEC_LIBS) -o $@
#
# The archive is chosen by what the compiler says about the core and the calling convention. These may
# be set before: AMISEC_CORE (a folder in lib/), AMISEC_PROFILE (small or fast), AMISEC_VARIANT; AMISEC_LD=ld
# if the linker is called itself and not through the compiler.

AMISEC_ROOT := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
AMISEC_MACROS := $(shell $(CC) $(CFLAGS) -dM -E -x c /dev/null 2>/dev/null)
AMISEC_FLOAT := $(if $(filter __ARM_PCS_VFP,$(AMISEC_MACROS)),hard,soft)

# The rows of amisec-config.cmake, in the same order.
ifndef AMISEC_CORE
ifneq (,$(filter __ARM_ARCH_6M__ __ARM_ARCH_8M_BASE__,$(AMISEC_MACROS)))
AMISEC_CORE := cortex-m0-soft
else ifneq (,$(filter __ARM_ARCH_7M__,$(AMISEC_MACROS)))
AMISEC_CORE := cortex-m3-soft
else ifneq (,$(filter __ARM_ARCH_7EM__,$(AMISEC_MACROS)))
AMISEC_CORE := cortex-m4-$(AMISEC_FLOAT)
else ifneq (,$(filter __ARM_ARCH_8M_MAIN__ __ARM_ARCH_8_1M_MAIN__,$(AMISEC_MACROS)))
AMISEC_CORE := cortex-m33-$(AMISEC_FLOAT)
else ifeq (4,$(words $(filter __riscv_mul __riscv_compressed __riscv_float_abi_soft,$(AMISEC_MACROS)) $(findstring xlen,$(findstring __riscv_xlen 32,$(AMISEC_MACROS)))))
AMISEC_CORE := rv32imc-soft
else ifneq (,$(filter __AVR_ATmega1284P__,$(AMISEC_MACROS)))
AMISEC_CORE := atmega1284p
else ifneq (,$(filter __AVR_ATmega2560__,$(AMISEC_MACROS)))
AMISEC_CORE := atmega2560
else ifneq (,$(filter __MSP430__,$(AMISEC_MACROS)))
AMISEC_CORE := msp430-soft
else ifeq (2,$(words $(filter __x86_64__ __linux__,$(AMISEC_MACROS))))
AMISEC_CORE := host
else
$(error which archive of amisec? Set AMISEC_CORE to a folder in $(AMISEC_ROOT)/lib)
endif
endif

AMISEC_WIDTH := $(if $(filter atmega% msp430%,$(AMISEC_CORE)),16,32)
AMISEC_PROFILE ?= $(if $(filter 16,$(AMISEC_WIDTH)),small,fast)
AMISEC_ARCHIVE := $(AMISEC_ROOT)/lib/$(AMISEC_CORE)$(if $(AMISEC_VARIANT),-$(AMISEC_VARIANT))/$(AMISEC_PROFILE)/libamisec.a
AMISEC_ABI := $(shell sed -n 's/^.define AMISEC_ABI_VERSION \([0-9]*\).*/\1/p' $(AMISEC_ROOT)/include/amisec.h)
AMISEC_SYMBOL := amisec_abi_$(AMISEC_ABI)_w$(AMISEC_WIDTH)
AMISEC_CFLAGS := -I$(AMISEC_ROOT)/include
amisec_comma := ,
AMISEC_TO_LINKER := $(if $(filter ld,$(AMISEC_LD)),,-Wl$(amisec_comma))
# A mere --undefined would not do: a linker says nothing if such a symbol stays undefined.
AMISEC_LIBS := $(addprefix $(AMISEC_TO_LINKER),--undefined=$(AMISEC_SYMBOL) --defsym=amisec_abi=$(AMISEC_SYMBOL)) $(AMISEC_ARCHIVE)
ifneq (,$(filter atmega%,$(AMISEC_CORE)))
# Refuses constants in flash beyond what lpm reaches.
AMISEC_LIBS += $(AMISEC_ROOT)/avr_flash.ld
endif
