# The front door for C people. `make help` lists what is here.

PROFILE ?=
TARGET ?= host
SECONDS ?= 60
PYTHON ?= python3
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: help lib targets dist demo check test evidence header fuzz coverage mutants bench footprint peers panics clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

lib: ## libamisec.a and amisec.h in target/dist: TARGET=host|thumbv6m-none-eabi|... PROFILE=small|fast
	@ffi-tests/build/library --target $(TARGET) $(if $(PROFILE),--profile $(PROFILE))

targets: ## the archives of all targets, in both profiles
	@ffi-tests/build/prerequisites targets
	@ffi-tests/build/library --target all

dist: ## everything above in one zip, with CMake, make and pkg-config: target/dist/amisec-VERSION.zip
	@ffi-tests/build/prerequisites targets
	@c-examples/integration/make_dist

demo: ## a meter's day, against OpenSSL: FIRMWARE=any file
	@ffi-tests/build/prerequisites demo
	@c-examples/demo $(if $(filter-out host,$(TARGET)),--target $(TARGET)) $(if $(FIRMWARE),--firmware $(FIRMWARE))

check: ## the quick part of the tests: host, lints, drift
	@ffi-tests/build/prerequisites test
	@ffi-tests/run check

test: ## all tests
	@ffi-tests/build/prerequisites test
	@ffi-tests/run test

evidence: ## EVIDENCE.md: what is claimed of the archives, shown and recorded for make dist: CLAIM=one, or hours
	@ffi-tests/build/prerequisites test
	@ffi-tests/build/library --target all
	@ffi-tests/evidence/run $(if $(CLAIM),--claim $(CLAIM))

header: ## write include/amisec.h from src/ffi
	AMISEC_UPDATE_HEADER=1 cargo test --quiet --package amisec-ffi-tests --test header

fuzz: ## each fuzz target for SECONDS=n, recorded in fuzz/CAMPAIGNS.md
	@ffi-tests/build/prerequisites test
	@fuzz/run --seconds $(SECONDS) --record

coverage: ## lines and branches of src/ that run through the C ABI, by function, recorded in ffi-tests/COVERAGE.md
	@ffi-tests/build/prerequisites test
	@ffi-tests/coverage --record

mutants: ## changes the source in one place after the other and asks which tests notice: FILES=src/storage/*.rs
	@ffi-tests/build/prerequisites test
	@ffi-tests/mutants --record $(FILES)

bench: ## time on the host: every operation through the C ABI beside a direct call
	cargo bench --package amisec-benches --bench time
	@benches/abi-gate

footprint: ## flash, stack and cycles of every operation: TARGET=... PROFILE=... or all of them
	@ffi-tests/build/prerequisites targets
	@benches/footprint $(if $(filter-out host,$(TARGET)),--target $(TARGET)) $(if $(PROFILE),--profile $(PROFILE))

peers: ## the same of other libraries, fetched by package name
	@ffi-tests/build/prerequisites targets
	@benches/peers $(if $(filter-out host,$(TARGET)),--target $(TARGET))

panics: ## calls that can still panic in the archives of the targets, counted at link time
	@ffi-tests/build/prerequisites targets
	@ffi-tests/panics

clean: ## remove everything built
	cargo clean
