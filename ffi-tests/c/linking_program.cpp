// Firmware in C++: the header compiles as it is, and the names are C's.
#if !__STDC_HOSTED__
extern "C" int main(void); // a freestanding compiler would give it another name
#endif
#include "linking_program.c"
