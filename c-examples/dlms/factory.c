/* At the factory, once: makes the meter's memory and the counters in it. A meter that finds none does not make
 * them by itself: whoever erases its memory would have it begin again with numbers that were used. */
#include "dlms_records.h"
#include "meter.h"

int main(void)
{
    return meter_platform_start() == AMISEC_OK
            && amisec_transmit_counter_create(&meter_storage, RECORD_TRANSMIT, 1U) == AMISEC_OK
            && amisec_receive_counter_create(&meter_storage, RECORD_RECEIVE, 0U) == AMISEC_OK
        ? 0
        : 1;
}
