/* What stands in the meter's memory: the counters of the library. */
#ifndef DLMS_RECORDS_H
#define DLMS_RECORDS_H

#define RECORD_TRANSMIT 0U
#define RECORD_RECEIVE 1U

#endif
