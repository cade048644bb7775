/* The physical memory GCC's collector sizes its heap by. WASI cannot say, and with "unknown" the collector runs
   from 4 MiB on. Any answer of 1 GiB or more gives the thresholds a native GCC has on today's machines (100 %
   growth, 128 MiB before the first collection); -v prints them. */
double __wrap_physmem_total(void) { return 16.0 * 1024 * 1024 * 1024; }
double __wrap_physmem_available(void) { return 8.0 * 1024 * 1024 * 1024; }
