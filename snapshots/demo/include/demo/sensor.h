/*
 * sensor.h: what programs may ask of an air sensor, in the manner of a kernel's user-space API.
 *
 * Written for Undeclared as its built-in example; no kernel has it.
 */
#ifndef _DEMO_SENSOR_H
#define _DEMO_SENSOR_H

#include <stdint.h>

#define SENSOR_API_VERSION	3

/* What a channel measures */
#define SENSOR_CHANNEL_TEMPERATURE	1
#define SENSOR_CHANNEL_HUMIDITY		2
#define SENSOR_CHANNEL_PRESSURE		3

/*
 * Radon concentration. Only the first board revision carried the detector.
 */
#define SENSOR_CHANNEL_RADON		4

/**
 * struct sensor_reading - one measurement
 * @channel:	one of SENSOR_CHANNEL_*
 * @flags:	SENSOR_READING_*
 * @value:	thousandths of the channel's unit
 * @time:	nanoseconds since the sensor was switched on
 */
struct sensor_reading {
	uint32_t channel;
	uint32_t flags;
#define SENSOR_READING_VALID	(1 << 0)
#define SENSOR_READING_STALE	(1 << 1)
	int64_t value;
	uint64_t time;
};

/*
 * Capabilities form a chain: each begins with this header, and @next is the offset of the following one from the
 * start of the chain, or 0.
 */
struct sensor_cap_header {
	uint16_t id;
	uint16_t version;
	uint32_t next;
};

/*
 * The channel can be read at several rates.
 */
#define SENSOR_CAP_RATES	1

struct sensor_cap_rates {
	struct sensor_cap_header header;
	uint32_t min_hz;
	uint32_t max_hz;
};

/*
 * The maker's calibration of the radon detector: a reading must be multiplied by @gain and divided by 1000.
 */
#define SENSOR_CAP_CALIBRATION	2

struct sensor_cap_calibration {
	struct sensor_cap_header header;
	uint32_t gain;
	uint32_t pad;
};

#endif /* _DEMO_SENSOR_H */
