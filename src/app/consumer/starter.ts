/** What a file of the reader's own begins with. */
export const OWN_FILE = 'consumer.c';

export const OWN_TEXT = `#include <stdio.h>
#include <linux/vfio.h>

/*
 * A consumer of your own: type, paste or drop C here.
 * It compiles against every stop of the timeline.
 */

static const char *region_name(unsigned int subtype)
{
    switch (subtype) {
    case VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM:
        return "nvlink2 memory";
    default:
        return "unknown";
    }
}

int main(void)
{
    puts(region_name(VFIO_REGION_SUBTYPE_NVIDIA_NVLINK2_RAM));
    return 0;
}
`;
