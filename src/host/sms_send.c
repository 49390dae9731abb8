/* sms_send.c - an SMS to the organisation's gateway, asked by HTTP as channels/sms.h says. */
#include "base/arena.h"
#include "channels/answer.h"
#include "channels/sms.h"
#include "host/letter_send.h"

static struct curl_slist *put_header(struct arena *mem, struct curl_slist *list,
                                     struct str header) {
    return header.n ? curl_slist_append(list, str_z(mem, header)) : list;
}

static void put_body(CURL *curl, const struct sms_call *call) {
    if (!call->body.n) return;
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)call->body.n);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call->body.p);
}

static struct letter_outcome judge(struct arena *mem, CURL *curl, CURLcode code,
                                   const struct heard *heard, const char *why) {
    long status = 0;
    if (code != CURLE_OK) return letter_unreached(mem, code, why);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return answer_of_gateway(mem, status, str_n(heard->text, heard->n));
}

static struct letter_outcome ask(struct arena *mem, CURL *curl, const char *why,
                                 const struct sms_call *call) {
    struct heard heard = {.n = 0};
    struct curl_slist *headers = put_header(mem, NULL, call->header);
    if (call->json)
        headers = put_header(mem, headers, STR("Content-Type: application/json"));
    curl_easy_setopt(curl, CURLOPT_URL, str_z(mem, call->url));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, heard_take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &heard);
    put_body(curl, call);
    struct letter_outcome outcome = judge(mem, curl, curl_easy_perform(curl), &heard, why);
    curl_slist_free_all(headers);
    return outcome;
}

struct letter_outcome sms_send(struct arena *mem, const struct letter *letter) {
    struct sms_call call;
    char why[CURL_ERROR_SIZE];
    if (!letter->sms.url.n)
        return (struct letter_outcome){LETTER_LATER, STR("no SMS gateway is set")};
    if (!sms_call(mem, letter, &call))
        return letter_refused(STR("the number or the gateway's address is none"));
    CURL *curl = letter_curl("http,https", why);
    if (!curl) return letter_unreached(mem, CURLE_FAILED_INIT, "");
    struct letter_outcome outcome = ask(mem, curl, why, &call);
    curl_easy_cleanup(curl);
    return outcome;
}
