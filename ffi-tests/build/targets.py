"""The targets of amisec: how each is compiled, linked and emulated.

One row a target. `archive`, `program` and `run` read everything that differs between
targets from here, so that a new target is a row, a start-up folder and a linker script.
"""

from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_UP = ROOT / "ffi-tests" / "targets"
BUILD = ROOT / "target"

# The C library functions that every firmware has. The archive brings no copies of them:
# a second memcpy would be flash that the meter pays for twice.
C_LIBRARY = ("memcpy", "memmove", "memset", "memcmp")

# Run-time helpers with a calling convention of their own, which the firmware's own
# compiler supplies. LLVM's copies would override libgcc's and break the firmware's code.
AVR_HELPERS = (
    r"__(u?divmod[qhs]i4|u?mul(hi|si|di)3|mul(u|s)?hisi3|umulhisi3|usmulhisi3|muluhisi3|mulshisi3"
    r"|u?divdi3|u?moddi3|u?divsi3|u?modsi3|ashl[sd]i3|ashr[sd]i3|lshr[sd]i3|adddi3(_s8)?|subdi3"
    r"|negdi2|cmpdi2(_s8)?|muldi3|prologue_saves__|epilogue_restores__|tablejump2?__|do_copy_data"
    r"|do_clear_bss|bswap[sd]i2|rotl[sd]i3|rotr[sd]i3)"
)
MSP430_HELPERS = r"__mspabi_\w+"


@dataclass(frozen=True)
class Target:
    """What the tools need to know about one target."""

    name: str
    """The Rust target triple, or `host`."""
    directory: str
    """`<core>-<float>`, the folder of the archive in a distribution."""
    width: int
    """The width class of the C ABI: 16, or 32 for everything wider."""
    binutils: str
    """Prefix of the GNU tools."""
    linker: tuple
    """The command that makes one relocatable object of many."""
    objcopy: str
    archiver: str
    compiler: tuple
    """The C compiler with the flags that select the core and the calling convention."""
    start_up: str
    """Folder in `ffi-tests/targets` with start-up code and console."""
    script: str = ""
    """Linker script in that folder."""
    emulator: str = "native"
    machine: str = ""
    cpu: str = ""
    """Rust's `-C target-cpu`, where the target needs one."""
    features: str = ""
    """Rust's `-C target-feature`, where a core has more than its triple says."""
    helpers: str = ""
    """Pattern of run-time helpers that stay undefined for the firmware's compiler to supply."""
    models: tuple = field(default=())
    """The cycle models that stand for this target."""
    link_flags: tuple = ()
    arguments_on_stack: bool = True
    """Whether LLVM finds the arguments that lie there; if not, `archive` refuses functions that have some."""

    @property
    def profiles(self):
        """Those that are built."""
        return ("small", "fast")

    @property
    def label(self):
        """A name that tells apart the processors of one triple."""
        return f"{self.name}-{self.cpu}" if self.cpu else self.name

    @property
    def default_profile(self):
        """`small` on 8 and 16 bits, `fast` on 32 bits and wider."""
        return "small" if self.width == 16 else "fast"

    def tool(self, name):
        """The GNU tool of this target."""
        return self.binutils + name


def _cortex_m(name, directory, flags, machine, models):
    prefix = "arm-none-eabi-"
    return Target(
        name=name,
        directory=directory,
        width=32,
        binutils=prefix,
        linker=(prefix + "ld",),
        objcopy=prefix + "objcopy",
        archiver=prefix + "ar",
        compiler=(prefix + "gcc", "-mthumb", *flags),
        start_up="cortex-m",
        script=machine + ".ld",
        emulator="qemu-system-arm",
        machine=machine,
        features="+dsp" if "v8m" in name else "",
        models=models,
        link_flags=("--specs=nano.specs", "-nostartfiles"),
    )


def _avr(cpu, emulation, *link_flags):
    return Target(
        name="avr-none",
        directory=cpu,
        width=16,
        binutils="avr-",
        linker=("avr-ld", "-m" + emulation),
        objcopy="avr-objcopy",
        archiver="avr-ar",
        compiler=("avr-gcc", "-mmcu=" + cpu),
        start_up="avr",
        emulator="avr",
        machine=cpu,
        cpu=cpu,
        helpers=AVR_HELPERS,
        models=("avr",),
        link_flags=("-Wl,--defsym=target_stack_limit=__heap_start", *link_flags),
        arguments_on_stack=cpu != "atmega2560",
    )


TARGETS = (
    Target(
        name="host",
        directory="host",
        width=32,
        binutils="",
        linker=("ld",),
        objcopy="objcopy",
        archiver="ar",
        compiler=("cc",),
        start_up="host",
    ),
    _cortex_m("thumbv6m-none-eabi", "cortex-m0-soft", ("-mcpu=cortex-m0",), "microbit", ("m0", "m0plus")),
    _cortex_m("thumbv7m-none-eabi", "cortex-m3-soft", ("-mcpu=cortex-m3",), "mps2-an385", ("m3",)),
    _cortex_m(
        "thumbv7em-none-eabi", "cortex-m4-soft", ("-mcpu=cortex-m4", "-mfloat-abi=soft"), "mps2-an386", ("m4",)
    ),
    _cortex_m(
        "thumbv7em-none-eabihf",
        "cortex-m4-hard",
        ("-mcpu=cortex-m4", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"),
        "mps2-an386",
        ("m4",),
    ),
    _cortex_m(
        "thumbv8m.main-none-eabi", "cortex-m33-soft", ("-mcpu=cortex-m33", "-mfloat-abi=soft"), "mps2-an505", ("m33",)
    ),
    _cortex_m(
        "thumbv8m.main-none-eabihf",
        "cortex-m33-hard",
        ("-mcpu=cortex-m33", "-mfloat-abi=hard", "-mfpu=fpv5-sp-d16"),
        "mps2-an505",
        ("m33",),
    ),
    Target(
        name="riscv32imc-unknown-none-elf",
        directory="rv32imc-soft",
        width=32,
        binutils="riscv64-unknown-elf-",
        linker=("riscv64-unknown-elf-ld", "-melf32lriscv"),
        objcopy="riscv64-unknown-elf-objcopy",
        archiver="riscv64-unknown-elf-ar",
        compiler=("riscv64-unknown-elf-gcc", "-march=rv32imc", "-mabi=ilp32", "--specs=picolibc.specs"),
        start_up="riscv32",
        script="virt.ld",
        emulator="qemu-system-riscv32",
        machine="virt",
        models=("e31", "e31_mul5"),
        link_flags=("-nostartfiles",),
    ),
    _avr("atmega1284p", "avr51"),
    # With external RAM, as the test programs need more than its 8 KB.
    _avr("atmega2560", "avr6", "-Wl,--defsym=__DATA_REGION_LENGTH__=0xFDF0", "-Wl,--defsym=__stack=0xFFEF"),
    Target(
        name="msp430-none-elf",
        directory="msp430-soft",
        width=16,
        binutils="llvm-",
        linker=("ld.lld-19",),
        objcopy="llvm-objcopy-19",
        archiver="llvm-ar-19",
        compiler=("clang-19", "--target=msp430-none-elf", "-ffreestanding"),
        start_up="msp430",
        script="flat.ld",
        emulator="msp430",
        helpers=MSP430_HELPERS,
        models=("msp430",),
    ),
)


def find(name, cpu=None):
    """The row of a target; `cpu` chooses between the processors of one triple."""
    rows = [target for target in TARGETS if target.name == name and cpu in (None, "", target.cpu)]
    if not rows:
        known = ", ".join(target.label for target in TARGETS)
        raise SystemExit(f"no target {name}{' with ' + cpu if cpu else ''}; there are: {known}")
    return rows[0]


def add_arguments(parser):
    """`--target` and `--cpu`, the same for every tool."""
    parser.add_argument("--target", required=True, help="Rust target triple, or host")
    parser.add_argument("--cpu", help="processor, where a triple has more than one (avr-none)")
