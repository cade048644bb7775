/* The part of zlib's interface that GCC's LTO streamer is compiled against. LTO is configured out, so nothing
   calls it; stubs.c traps if something does. */
#ifndef UNDECLARED_PORT_ZLIB_H
#define UNDECLARED_PORT_ZLIB_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned char Bytef;
typedef unsigned int uInt;
typedef unsigned long uLong;
typedef void *voidpf;

typedef struct z_stream_s {
  Bytef *next_in;
  uInt avail_in;
  uLong total_in;
  Bytef *next_out;
  uInt avail_out;
  uLong total_out;
  const char *msg;
  voidpf (*zalloc)(voidpf, uInt, uInt);
  void (*zfree)(voidpf, voidpf);
  voidpf opaque;
} z_stream;

#define Z_NULL 0
#define Z_OK 0
#define Z_STREAM_END 1
#define Z_BUF_ERROR (-5)
#define Z_NO_FLUSH 0
#define Z_SYNC_FLUSH 2
#define Z_FINISH 4
#define Z_NO_COMPRESSION 0
#define Z_BEST_COMPRESSION 9
#define Z_DEFAULT_COMPRESSION (-1)

int deflateInit(z_stream *, int);
int deflate(z_stream *, int);
int deflateEnd(z_stream *);
int inflateInit(z_stream *);
int inflate(z_stream *, int);
int inflateEnd(z_stream *);
const char *zError(int);

#ifdef __cplusplus
}
#endif

#endif
