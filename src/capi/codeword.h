/*
 * codeword: API error codes become words in the reader's language.
 *
 * This is the library for C, and for whatever calls C: nginx with LuaJIT, Python, Go. Its page is src/capi/capi.md.
 *
 * What holds for every function:
 *
 * - Any thread may call, at any time, with any handle, also while another thread closes or reloads it.
 * - Nothing that is returned has to be freed. A handle is a number; it ends with codeword_close. Answers are written
 *   into a buffer of the caller.
 * - A handle that is closed, or was never opened, is CODEWORD_INVALID_HANDLE, always: no pointer is behind it.
 * - NULL stands for an empty text if its length is 0, and is CODEWORD_INVALID_ARGUMENT otherwise, and so is NULL where
 *   a structure is needed. That a pointer is good for its length is up to the caller.
 * - Texts have a length and need no NUL at their end; none is written. What should be text but is not in UTF-8 is
 *   treated as absent, or the body that has it as one that stays as it is.
 * - Nothing is read from a pointer after the call, and no memory of the caller is kept.
 * - No panic or exception crosses the border: a defect within is CODEWORD_PANIC.
 * - No thread is started and no signal is handled. A process may fork after codeword_open, as nginx does: each child
 *   then has the handle, and follows the files and counts by itself. Fork while no other thread is within a call.
 */
#ifndef CODEWORD_H
#define CODEWORD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. It grows by functions; what is there keeps its meaning as long as this number stays. */
#define CODEWORD_ABI 1

/* A localizer: a catalog and a policy. 0 is never one. */
typedef uint32_t codeword_handle;

/* What a function returns if it could not work: less than 0. Then nothing but a length has been written. */
enum {
    CODEWORD_INVALID_ARGUMENT = -1, /* A pointer is NULL, or a number is out of its range. */
    CODEWORD_INVALID_HANDLE = -2,   /* The handle is closed, or was never opened. */
    CODEWORD_TOO_SMALL = -3,        /* The buffer is too small: its `length` says how many bytes are needed. */
    CODEWORD_CONFIGURATION = -4,    /* The configuration or the files are wrong: the text says what and where. */
    CODEWORD_TOO_MANY = -5,         /* 1024 localizers are open: close one. */
    CODEWORD_PANIC = -6             /* A defect of codeword, which has been described on standard error. */
};

/* Bytes and how many there are. */
typedef struct codeword_text {
    const char *data;
    size_t length;
} codeword_text;

/* A line of a header. Names are compared without regard to case. */
typedef struct codeword_header {
    codeword_text name;
    codeword_text value;
} codeword_header;

/*
 * A buffer of the caller, into which answers are written.
 *
 * If `capacity` is too small, the function returns CODEWORD_TOO_SMALL and has written nothing; enlarge the buffer to
 * `length` and call again. (If the files change in between, it may be too small once more.) A body of N bytes rarely
 * becomes longer than 2 N + 1024.
 */
typedef struct codeword_buffer {
    char *data;
    size_t capacity;
    size_t length; /* Written by codeword: how many bytes it has used, or needs. */
} codeword_buffer;

/* ---- A localizer ---- */

/*
 * Opens a localizer. Its configuration is TOML, all of which may be left out:
 *
 *     folders = ["/srv/shop/locales"]      # of texts, a later one over an earlier one
 *     embedded = false                     # the texts that codeword ships with, beneath them; true without folders
 *     default-locale = "en-US"             # for readers whose languages are not there
 *     policy = "/srv/shop/codeword.toml"   # a file with a table [response]; or write that table here
 *     body-limit = 1048576                 # the largest body that is looked into, in bytes
 *
 *     [response]
 *     preset = "stripe"
 *     pages = "problem"
 *     status-codes = { 404 = "not_found" }
 *
 * Relative paths begin at the working directory of the process; in a file of a policy, beside it.
 *
 * Returns 0 and writes the handle. `text` may be NULL; after CODEWORD_CONFIGURATION it has what is wrong, one line for
 * each, "configuration:3:1: ...", cut off where the buffer ends: this one function never returns CODEWORD_TOO_SMALL.
 * After 0 it has what is to be noted, such as a code of `status-codes` that the catalog lacks, or nothing.
 */
int32_t codeword_open(const char *configuration, size_t length, codeword_buffer *text, codeword_handle *handle);

/* Closes a localizer; a second time is CODEWORD_INVALID_HANDLE. What other threads do with it still ends well. */
int32_t codeword_close(codeword_handle handle);

enum {
    CODEWORD_AS_BEFORE = 0, /* The files say what they said at the last look. */
    CODEWORD_TAKEN = 1,     /* They say something else, which answers from now on. */
    CODEWORD_REFUSED = 2    /* They say something else in which something is wrong: what answered goes on. */
};

/*
 * Looks at the files of the catalog, and takes what they say as a whole or not at all. Call it now and then, such as
 * from a timer every second: it asks the system for their times, reads them if one may have changed, all on the thread
 * of the caller, and never makes another one wait.
 *
 * Of two threads that call at once, one waits for the other. `text` may be NULL; after CODEWORD_REFUSED it has what is
 * wrong, one line for each, cut off where the buffer ends.
 */
int32_t codeword_reload(codeword_handle handle, codeword_buffer *text);

/* Which state of the files answers. */
typedef struct codeword_state {
    uint64_t generation;   /* Its number, from 1. */
    uint64_t content_hash; /* The same wherever the same texts answer. */
    uint64_t newest;       /* The number of the newest state that was seen; greater, if it was refused. */
} codeword_state;

int32_t codeword_generation(codeword_handle handle, codeword_state *state);

/*
 * How many bodies and responses have come to which end so far, for metrics: lines such as "localized 12", each ended
 * by "\n", in a fixed order, to which a later version may add. An answer that was CODEWORD_TOO_SMALL is not counted.
 */
int32_t codeword_counts(codeword_handle handle, codeword_buffer *text);

/* The version of the library, such as "0.1.0", with a NUL at its end; it lives as long as the library is loaded. */
const char *codeword_version(void);

/* CODEWORD_ABI of the library. */
uint32_t codeword_abi(void);

/* ---- One call for a whole body ---- */

enum {
    CODEWORD_UNCHANGED = 0, /* The original is to be sent; or: there is no such text. The buffer is not used. */
    CODEWORD_CHANGED = 1    /* The answer is to be sent. */
};

/* What is to be sent instead. Its texts are in the buffer, or NULL where there is nothing to say. */
typedef struct codeword_answer {
    codeword_text body;
    codeword_text language;     /* Content-Language, such as "zh-CN". */
    codeword_text content_type; /* Only of a page: what Content-Type is to be. */
    uint32_t http_status;       /* Only of a message: the status that belongs to its code, or 0. */
    uint32_t is_fallback;       /* Only of a message: whether it is not in the language that was asked for most. */
} codeword_answer;

/* A body, and what is known of its reader. */
typedef struct codeword_body {
    codeword_text body;
    codeword_text content_type;    /* Other types than JSON stay as they are. */
    codeword_text query;           /* The part of the request's target after the `?`. */
    codeword_text accept_language; /* Several lines of it are joined with commas. */
    uint32_t http_status;          /* 0 if it is not known; it matters to `status-codes` alone. */
} codeword_body;

/*
 * Localizes a body. Returns CODEWORD_UNCHANGED or CODEWORD_CHANGED. Nothing is allocated if nothing changes.
 *
 * It looks at no other header: for the rules of HTTP, such as no-transform, there is codeword_judge.
 */
int32_t codeword_localize(codeword_handle handle, const codeword_body *body, codeword_buffer *buffer,
                          codeword_answer *answer);

/*
 * The message of a code, such as "400142" or "card_declined", for a reader, whose preference is written like
 * Accept-Language or is a tag. `arguments` are a JSON object, {"limit": 5}, or empty.
 *
 * Returns CODEWORD_CHANGED, or CODEWORD_UNCHANGED if no locale has the code, or if the message lacks an argument.
 */
int32_t codeword_message(codeword_handle handle, const char *code, size_t code_length, const char *preference,
                         size_t preference_length, const char *arguments, size_t arguments_length,
                         codeword_buffer *buffer, codeword_answer *answer);

/*
 * The body for an error of the gateway's own, by its status: the message of the code that the policy's `status-codes`
 * have for it, in the form that `pages` says.
 *
 * Returns CODEWORD_CHANGED, or CODEWORD_UNCHANGED if the policy has no such code or form, or no locale has the code.
 */
int32_t codeword_page(codeword_handle handle, uint32_t http_status, const char *preference, size_t preference_length,
                      codeword_buffer *buffer, codeword_answer *answer);

/* ---- A response that comes as a head and then as the pieces of its body ---- */

enum {
    CODEWORD_NO = 0,      /* It stays as it is. */
    CODEWORD_YES = 1,     /* Ask codeword_judge. */
    CODEWORD_IF_CODED = 2 /* Ask codeword_judge if it has the header X-Polaris-Code. Otherwise it stays as it is. */
};

/*
 * The first question, cheap enough for every success: whether a response is of any interest under the policy, by its
 * status and Content-Type alone (NULL and 0 if it has none). It allocates nothing and counts nothing.
 */
int32_t codeword_concerns(codeword_handle handle, uint32_t http_status, const char *content_type, size_t length);

/*
 * The names of the headers that codeword_judge looks at, of requests and of responses, in lower case and with commas
 * between: "accept,accept-encoding,cache-control,...". Others may be passed, and make no difference. They stay the same
 * as long as the handle is open.
 */
int32_t codeword_request_headers(codeword_handle handle, codeword_buffer *names);
int32_t codeword_response_headers(codeword_handle handle, codeword_buffer *names);

/* The head of a response, and the request that it answers. */
typedef struct codeword_head {
    codeword_text method; /* Such as "GET", which an empty one stands for. */
    codeword_text query;  /* The part of the request's target after the `?`. */
    const codeword_header *request_headers;
    size_t request_header_count;
    const codeword_header *response_headers; /* A header of several lines is several of these. */
    size_t response_header_count;
    uint32_t http_status;
} codeword_head;

/* The most headers that a verdict changes. */
#define CODEWORD_EDITS 16

/*
 * What becomes of a response whose head is sent before its body is known. The texts are in the buffer.
 *
 * Of each edit, the header has the value from now on, in one line; if `value.data` is NULL, it is removed. There may
 * be edits whatever the verdict is: Vary is set also for those who get the original (RFC 9110, section 12.5.5).
 */
typedef struct codeword_verdict {
    codeword_header edits[CODEWORD_EDITS];
    size_t edit_count;
    codeword_text ticket; /* CODEWORD_HELD: to be given to codeword_finish. Bytes; copy them where you like. */
    codeword_text body;   /* CODEWORD_REPLACED: the whole body. */
    size_t body_limit;    /* CODEWORD_HELD: the most bytes that are worth collecting. */
} codeword_verdict;

enum {
    CODEWORD_LEFT = 0,    /* Its body is sent as it comes. */
    CODEWORD_HELD = 1,    /* Collect its body, and ask codeword_finish what to send. The length is not known before. */
    CODEWORD_REPLACED = 2 /* The body of the verdict is sent, and none of what comes: an error that was a page. */
};

/*
 * Judges a response by its head: CODEWORD_LEFT, CODEWORD_HELD or CODEWORD_REPLACED. The rules are those of codeword's
 * proxy and of its processor for Envoy: no-transform, HEAD, 204, 206, 304, codings, charsets, streams, Accept.
 */
int32_t codeword_judge(codeword_handle handle, const codeword_head *head, codeword_buffer *buffer,
                       codeword_verdict *verdict);

/*
 * Localizes the body of a response that was held, once it is whole: CODEWORD_UNCHANGED or CODEWORD_CHANGED, with the
 * body alone in the answer, for its head has gone. A ticket that is none of codeword_judge is
 * CODEWORD_INVALID_ARGUMENT. Nothing is allocated if nothing changes.
 */
int32_t codeword_finish(codeword_handle handle, const char *ticket, size_t ticket_length, const char *body,
                        size_t body_length, codeword_buffer *buffer, codeword_answer *answer);

enum {
    CODEWORD_TOO_LARGE = 1, /* It had more bytes than the limit. */
    CODEWORD_STALLED = 2,   /* Its bytes stopped coming for a while. */
    CODEWORD_BROKEN = 3     /* It broke off. */
};

/* Counts a response that was held, and then sent as it is without codeword_finish; `reason` is one of the above. */
int32_t codeword_release(codeword_handle handle, uint32_t reason);

#ifdef __cplusplus
}
#endif

#endif
