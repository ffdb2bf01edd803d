/* Reads standard input; prints its lines, words and bytes, its SHA-256, statistics in floating point, and the arguments.
 * The same source is built for the host and for WASI, and both must print the same. */
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void compress(uint32_t state[8], const uint8_t block[64]) {
    uint32_t w[64];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t v[8];
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t e1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t t1 = v[7] + e1 + choice + ROUND[i] + w[i];
        uint32_t e0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        uint32_t t2 = e0 + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) {
        state[i] += v[i];
    }
}

static void sha256(const uint8_t *data, size_t length, uint8_t digest[32]) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    size_t done = 0;
    for (; length - done >= 64; done += 64) {
        compress(state, data + done);
    }
    uint8_t last[128] = {0};
    size_t rest = length - done;
    memcpy(last, data + done, rest);
    last[rest] = 0x80;
    size_t blocks = rest + 9 <= 64 ? 1 : 2;
    for (int i = 0; i < 8; i++) {
        last[blocks * 64 - 1 - i] = (uint8_t)((uint64_t)length * 8 >> 8 * i);
    }
    for (size_t i = 0; i < blocks; i++) {
        compress(state, last + 64 * i);
    }
    for (int i = 0; i < 32; i++) {
        digest[i] = (uint8_t)(state[i / 4] >> (24 - i % 4 * 8));
    }
}

static int by_frequency(const void *a, const void *b) {
    const unsigned *x = a;
    const unsigned *y = b;
    return x[1] != y[1] ? (x[1] < y[1] ? 1 : -1) : (x[0] > y[0]) - (x[0] < y[0]);
}

int main(int argc, char **argv) {
    size_t capacity = 16, length = 0;
    uint8_t *data = malloc(capacity);
    for (int c; (c = getchar()) != EOF;) {
        if (length == capacity) {
            data = realloc(data, capacity *= 2);
        }
        data[length++] = (uint8_t)c;
    }
    size_t lines = 0, words = 0;
    unsigned counts[256][2];
    for (unsigned i = 0; i < 256; i++) {
        counts[i][0] = i;
        counts[i][1] = 0;
    }
    int inside = 0;
    double mean = 0, squares = 0;
    for (size_t i = 0; i < length; i++) {
        lines += data[i] == '\n';
        words += !isspace(data[i]) && !inside;
        inside = !isspace(data[i]);
        counts[data[i]][1]++;
        double delta = data[i] - mean;
        mean += delta / (double)(i + 1);
        squares += delta * (data[i] - mean);
    }
    printf("%zu lines, %zu words, %zu bytes\n", lines, words, length);
    uint8_t digest[32];
    sha256(data, length, digest);
    for (int i = 0; i < 32; i++) {
        printf("%02x", digest[i]);
    }
    printf("\nmean %.17g, deviation %.6f, root %a\n", mean, length ? sqrt(squares / (double)length) : 0, sqrt(mean));
    printf("%g %e %.3f %s %s\n", 1.0 / 3, 6.02214076e23, -0.0, isnan(NAN) ? "nan" : "?", 1e308 * 10 > 1e308 ? "inf" : "?");
    qsort(counts, 256, sizeof counts[0], by_frequency);
    for (int i = 0; i < 5; i++) {
        printf("%3u:%u ", counts[i][0], counts[i][1]);
    }
    printf("\n");
    for (int i = 1; i < argc; i++) {
        printf("argument %d: %s\n", i, argv[i]);
    }
    fprintf(stderr, "greeting: %s\n", getenv("GREETING") ? getenv("GREETING") : "none");
    free(data);
    return argc + 3;
}
