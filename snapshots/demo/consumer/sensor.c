/*
 * sensor.c: reads an air sensor and warns of radon.
 *
 * Try it: choose "radon removed" above, read the errors, then "radon reserved".
 */
#include <stddef.h>
#include <stdint.h>

#include <demo/sensor.h>

/* Becquerel per cubic metre, in thousandths, as the sensor reports it. */
#define RADON_LIMIT	(100 * 1000)

struct monitor {
	const uint8_t *caps;
	size_t caps_size;
	int64_t highest;
};

static const struct sensor_cap_header *
find_cap(const struct monitor *monitor, uint16_t id)
{
	size_t offset = 0;

	while (offset + sizeof(struct sensor_cap_header) <= monitor->caps_size) {
		const struct sensor_cap_header *cap =
			(const struct sensor_cap_header *)(monitor->caps + offset);

		if (cap->id == id)
			return cap;
		if (cap->next <= offset)
			break;
		offset = cap->next;
	}
	return NULL;
}

static int64_t calibrated(const struct monitor *monitor, int64_t value)
{
	const struct sensor_cap_header *cap;
	const struct sensor_cap_calibration *calibration;

	cap = find_cap(monitor, SENSOR_CAP_CALIBRATION);
	if (cap == NULL)
		return value;

	calibration = (const struct sensor_cap_calibration *)cap;
	return value * calibration->gain / 1000;
}

int monitor_feed(struct monitor *monitor, const struct sensor_reading *reading);

/* Takes one reading. Returns 1 when it is time to open a window, else 0. */
int monitor_feed(struct monitor *monitor, const struct sensor_reading *reading)
{
	int64_t value;

	if (!(reading->flags & SENSOR_READING_VALID))
		return 0;

	switch (reading->channel) {
	case SENSOR_CHANNEL_RADON:
		value = calibrated(monitor, reading->value);
		if (value > monitor->highest)
			monitor->highest = value;
		return value > RADON_LIMIT;
	case SENSOR_CHANNEL_TEMPERATURE:
	case SENSOR_CHANNEL_HUMIDITY:
	case SENSOR_CHANNEL_PRESSURE:
		return 0;
	default:
		return 0;
	}
}
