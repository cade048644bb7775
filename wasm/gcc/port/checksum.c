/* GCC stamps precompiled headers with a checksum of its own executable. None are read or written here. */
const unsigned char executable_checksum[16] = {1};
