/* A firmware that does the operation and nothing else. */
#include "operation.h"

int main(void)
{
    operation();
    return 0;
}
