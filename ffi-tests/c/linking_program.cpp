// Firmware in C++: the header compiles as it is, and the names are C's.
#include "linking_program.c"
