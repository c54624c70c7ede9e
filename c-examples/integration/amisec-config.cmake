# find_package(amisec) gives the target amisec::amisec.
#
# The archive is chosen by what the C compiler says about the core and the calling convention that its
# flags select. Before find_package these may be set:
#
#   AMISEC_CORE     folder in lib/, such as cortex-m4-hard: where the compiler cannot be asked
#   AMISEC_PROFILE  small or fast (default: small on 8 and 16 bits, else fast)
#   AMISEC_VARIANT  a variant of the archive, if there is one
#
# A program that was compiled against a header of another binary interface does not link.

get_filename_component(_amisec_root "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

function(_amisec_ask_compiler answer)
    separate_arguments(flags NATIVE_COMMAND "${CMAKE_C_COMPILER_ARG1} ${CMAKE_C_FLAGS}")
    get_directory_property(options COMPILE_OPTIONS)
    foreach(option IN LISTS options)
        # What differs between languages and configurations does not choose a core.
        if(NOT option MATCHES "\\$<")
            list(APPEND flags "${option}")
        endif()
    endforeach()
    if(CMAKE_C_COMPILER_TARGET AND CMAKE_C_COMPILER_ID MATCHES "Clang")
        list(APPEND flags "--target=${CMAKE_C_COMPILER_TARGET}")
    endif()
    file(WRITE "${CMAKE_BINARY_DIR}/CMakeFiles/amisec-empty.c" "")
    execute_process(
        COMMAND "${CMAKE_C_COMPILER}" ${flags} -dM -E "${CMAKE_BINARY_DIR}/CMakeFiles/amisec-empty.c"
        OUTPUT_VARIABLE macros ERROR_QUIET)
    set(${answer} "${macros}" PARENT_SCOPE)
endfunction()

# The rows of amisec.mk, in the same order.
function(_amisec_choose_core answer)
    _amisec_ask_compiler(macros)
    set(float soft)
    if(macros MATCHES "#define __ARM_PCS_VFP ")
        set(float hard)
    endif()
    set(core "")
    if(macros MATCHES "#define __ARM_ARCH_(6M|8M_BASE)__ ")
        set(core cortex-m0-soft)
    elseif(macros MATCHES "#define __ARM_ARCH_7M__ ")
        set(core cortex-m3-soft)
    elseif(macros MATCHES "#define __ARM_ARCH_7EM__ ")
        set(core cortex-m4-${float})
    elseif(macros MATCHES "#define __ARM_ARCH_8(_1)?M_MAIN__ ")
        set(core cortex-m33-${float})
    elseif(macros MATCHES "#define __riscv_xlen 32" AND macros MATCHES "#define __riscv_mul "
           AND macros MATCHES "#define __riscv_compressed " AND macros MATCHES "#define __riscv_float_abi_soft ")
        set(core rv32imc-soft)
    elseif(macros MATCHES "#define __AVR_ATmega1284P__ ")
        set(core atmega1284p)
    elseif(macros MATCHES "#define __AVR_ATmega2560__ ")
        set(core atmega2560)
    elseif(macros MATCHES "#define __MSP430__ ")
        set(core msp430-soft)
    elseif(macros MATCHES "#define __x86_64__ " AND macros MATCHES "#define __linux__ ")
        set(core host)
    elseif(IS_DIRECTORY "${_amisec_root}/lib/${CMAKE_SYSTEM_PROCESSOR}-soft")
        set(core "${CMAKE_SYSTEM_PROCESSOR}-soft")
    endif()
    set(${answer} "${core}" PARENT_SCOPE)
endfunction()

function(_amisec_find)
    set(core "${AMISEC_CORE}")
    if(NOT core)
        _amisec_choose_core(core)
    endif()
    if(NOT core)
        set(amisec_NOT_FOUND_MESSAGE "which archive? Set AMISEC_CORE to a folder in ${_amisec_root}/lib" PARENT_SCOPE)
        return()
    endif()
    set(width 32)
    set(profile fast)
    if(core MATCHES "^(atmega|msp430)")
        set(width 16)
        set(profile small)
    endif()
    if(AMISEC_PROFILE)
        set(profile "${AMISEC_PROFILE}")
    endif()
    if(AMISEC_VARIANT)
        set(core "${core}-${AMISEC_VARIANT}")
    endif()
    set(archive "${_amisec_root}/lib/${core}/${profile}/libamisec.a")
    if(NOT EXISTS "${archive}")
        set(amisec_NOT_FOUND_MESSAGE "there is no ${archive}" PARENT_SCOPE)
        return()
    endif()

    file(STRINGS "${_amisec_root}/include/amisec.h" line REGEX "^#define AMISEC_ABI_VERSION ")
    string(REGEX REPLACE "^#define AMISEC_ABI_VERSION ([0-9]+).*" "\\1" abi "${line}")
    set(symbol "amisec_abi_${abi}_w${width}")
    add_library(amisec::amisec STATIC IMPORTED)
    set_target_properties(amisec::amisec PROPERTIES
        IMPORTED_LOCATION "${archive}"
        INTERFACE_INCLUDE_DIRECTORIES "${_amisec_root}/include")
    # A mere --undefined would not do: a linker says nothing if such a symbol stays undefined.
    if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
        if(CMAKE_VERSION VERSION_LESS 3.13)
            set_property(TARGET amisec::amisec PROPERTY
                INTERFACE_LINK_LIBRARIES "-Wl,--undefined=${symbol}" "-Wl,--defsym=amisec_abi=${symbol}")
        else()
            set_property(TARGET amisec::amisec PROPERTY INTERFACE_LINK_OPTIONS
                "LINKER:--undefined=${symbol}" "LINKER:--defsym=amisec_abi=${symbol}")
        endif()
    endif()
    if(core MATCHES "^atmega")
        # Refuses constants in flash beyond what lpm reaches.
        set_property(TARGET amisec::amisec APPEND PROPERTY INTERFACE_LINK_LIBRARIES "${_amisec_root}/avr_flash.ld")
    endif()
    set(AMISEC_ARCHIVE "${archive}" PARENT_SCOPE)
endfunction()

set(amisec_FOUND TRUE)
if(NOT TARGET amisec::amisec)
    _amisec_find()
    if(NOT TARGET amisec::amisec)
        set(amisec_FOUND FALSE)
    endif()
endif()
