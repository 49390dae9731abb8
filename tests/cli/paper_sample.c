/* paper_sample.c - writes papers of every kind into a folder, for paper.sh to read and for people
 * to look at.
 * usage: paper_sample FOLDER */
#include "base/arena.h"
#include "host/host.h"
#include "http/paper.h"

#include <stdio.h>

enum { COLUMNS = 6 };
#define LONG_WORD \
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"

static const struct paper_column columns[LANG_COUNT][COLUMNS] = {
    [LANG_FA] = {{STR_INIT("#")},
                 {STR_INIT("کالا یا خدمت"), 1},
                 {STR_INIT("مقدار")},
                 {STR_INIT("بهای واحد (ریال)")},
                 {STR_INIT("تخفیف")},
                 {STR_INIT("مبلغ (ریال)")}},
    [LANG_EN] = {{STR_INIT("#")},
                 {STR_INIT("Product or service"), 1},
                 {STR_INIT("Quantity")},
                 {STR_INIT("Unit price (IRR)")},
                 {STR_INIT("Discount")},
                 {STR_INIT("Amount (IRR)")}},
};

/* Names that papers meet. */
static const char *const products[LANG_COUNT][6] = {
    [LANG_FA] =
        {"دستگاه تصفیهٔ آب خانگی شش‌مرحله‌ای",
         "فیلتر Sediment 5µm مدل SF-105 (بستهٔ ۱۲تایی)",
         "قرارداد پشتیبانی سالانه با بازدید هر سه ماه، تعویض همهٔ صافی‌ها، شست‌وشوی مخزن و پاسخ‌گویی در روزهای "
         "تعطیل رسمی برای همهٔ شعبه‌های شهر تهران",
         "Laptop Dell XPS 13 (9340)",
         "چای سبز 🍵 ارگانیک ❤️ ۵۰۰ گرم", LONG_WORD LONG_WORD},
    [LANG_EN] =
        {"Six-stage household water purifier",
         "Sediment filter 5µm, model SF-105 (box of 12)",
         "Yearly support contract with a visit every three months, change of all filters, cleaning of the "
         "tank and answers on public holidays for every branch in the city of Tehran",
         "میز کار چوبی (گردو)", "Green tea 🍵 organic 中文 500 g", LONG_WORD LONG_WORD},
};
static const struct str figures[LANG_COUNT][COLUMNS - 1] = {
    [LANG_FA] = {STR_INIT("۱"), STR_INIT("۱۲ دستگاه"), STR_INIT("۱۸۵٬۰۰۰٬۰۰۰"),
                 STR_INIT("۷٫۵٪"), STR_INIT("۲٬۰۵۳٬۵۰۰٬۰۰۰")},
    [LANG_EN] = {STR_INIT("1"), STR_INIT("12 pcs"), STR_INIT("185,000,000"),
                 STR_INIT("7.5%"), STR_INIT("2,053,500,000")},
};

static struct paper_row *rows_of(struct arena *mem, enum lang lang, int count) {
    struct paper_row *rows = NEWS(mem, (size_t)count, struct paper_row);
    for (int i = 0; i < count; i++) {
        struct str *cells = NEWS(mem, COLUMNS, struct str);
        for (int c = 0; c < COLUMNS; c++)
            cells[c] = figures[lang][c > 1 ? c - 1 : 0];
        struct str number = str_format(mem, "%d", i + 1);
        cells[0] = lang == LANG_FA ? fa_show_digits(mem, number) : number;
        cells[1] = str_of(products[lang][i % 6]);
        rows[i] = (struct paper_row){.cells = cells};
        rows[i].carried = str_format(mem, "S%d", i + 1);
        if (i == 0)
            rows[i].note = lang == LANG_FA ? STR("با نصب رایگان در تهران و کرج")
                                           : STR("Installation in Tehran included");
    }
    return rows;
}

#define TERMS_FA                                                                                                                                                                                               \
    "پرداخت: ۴۰٪ هنگام سفارش و بازمانده پیش از تحویل. تحویل ظرف ۱۰ روز کاری پس از دریافت پیش‌پرداخت، در محل خریدار.\n" \
    "گارانتی ۲۴ ماهه؛ شمارهٔ پشتیبانی 021-88001122 و نشانی support@aftab.example.\n"                                                                                         \
    "این پیش‌فاکتور پس از پایان روز اعتبار، بی‌نیاز از اعلام، پذیرفته نیست."
#define TERMS_EN                                                                                                     \
    "Payment: 40% with the order, the rest before delivery. Delivery within 10 working days of the advance, at the " \
    "buyer's site.\nWarranty of 24 months; support +98 21 8800 1122, support@aftab.example."

static const struct paper_fact facts[LANG_COUNT][3] = {
    [LANG_FA] = {{STR_INIT("شماره"), STR_INIT("۱۴۰۵-۰۰۴۲")},
                 {STR_INIT("تاریخ"), STR_INIT("۱ آذر ۱۴۰۵")},
                 {STR_INIT("اعتبار تا"), STR_INIT("۱۵ آذر ۱۴۰۵")}},
    [LANG_EN] = {{STR_INIT("Number"), STR_INIT("1405-0042")},
                 {STR_INIT("Date"), STR_INIT("22 November 2026")},
                 {STR_INIT("Valid until"), STR_INIT("6 December 2026")}},
};
static const struct paper_fact seller_facts[LANG_COUNT][4] = {
    [LANG_FA] = {{STR_INIT("شناسهٔ ملی"), STR_INIT("۱۰۱۰۱۲۳۴۵۶۷")},
                 {STR_INIT("کد اقتصادی"), STR_INIT("۴۱۱۳۴۵۶۷۸۹۰۱")},
                 {STR_INIT("نشانی"),
                  STR_INIT(
                      "تهران، خیابان ولیعصر، بالاتر از میدان ونک، کوچهٔ نگار، پلاک ۱۲")},
                 {STR_INIT("تلفن"), STR_INIT("021-88001122")}},
    [LANG_EN] = {{STR_INIT("National ID"), STR_INIT("10101234567")},
                 {STR_INIT("Economic code"), STR_INIT("411345678901")},
                 {STR_INIT("Address"),
                  STR_INIT("No. 12, Negar Alley, Valiasr Street, Tehran")},
                 {STR_INIT("Phone"), STR_INIT("+98 21 8800 1122")}},
};
static const struct paper_total totals[LANG_COUNT][4] = {
    [LANG_FA] = {{STR_INIT("جمع"), STR_INIT("۱۲٬۳۲۱٬۰۰۰٬۰۰۰ ریال")},
                 {STR_INIT("تخفیف"), STR_INIT("۱۲۱٬۰۰۰٬۰۰۰ ریال")},
                 {STR_INIT("مالیات بر ارزش افزوده (۱۰٪)"), STR_INIT("۱٬۲۲۰٬۰۰۰٬۰۰۰ ریال")},
                 {STR_INIT("مبلغ نهایی"), STR_INIT("۱۳٬۴۲۰٬۰۰۰٬۰۰۰ ریال"), true}},
    [LANG_EN] = {{STR_INIT("Sum"), STR_INIT("12,321,000,000 IRR")},
                 {STR_INIT("Discount"), STR_INIT("121,000,000 IRR")},
                 {STR_INIT("Value-added tax (10%)"), STR_INIT("1,220,000,000 IRR")},
                 {STR_INIT("Total"), STR_INIT("13,420,000,000 IRR"), true}},
};
static const struct paper_note notes[LANG_COUNT][1] = {
    [LANG_FA] = {{STR_INIT("شرایط"), STR_INIT(TERMS_FA)}},
    [LANG_EN] = {{STR_INIT("Terms"), STR_INIT(TERMS_EN)}},
};
static const struct str signatures[LANG_COUNT][2] = {
    [LANG_FA] = {STR_INIT("مهر و امضای فروشنده"), STR_INIT("مهر و امضای خریدار")},
    [LANG_EN] = {STR_INIT("Seller's stamp and signature"),
                 STR_INIT("Buyer's stamp and signature")},
};

static struct paper sample(struct arena *mem, enum lang lang, int rows) {
    const int64_t amount = 13420000000;
    bool fa = lang == LANG_FA;
    return (struct paper){
        .lang = lang,
        .digits = fa ? DIGITS_PERSIAN : DIGITS_LATIN,
        .made_ms = 1795339200000,
        .title = fa ? STR("پیش‌فاکتور") : STR("Quote"),
        .facts = facts[lang],
        .fact_count = 3,
        .seller = {STR(""), fa ? STR("شرکت آفتاب پاک (سهامی خاص)") : STR("Aftab Pak Co."),
                   seller_facts[lang], 4},
        .buyer = {fa ? STR("خریدار") : STR("Buyer"),
                  fa ? STR("بیمارستان مهر ایرانیان") : STR("Mehr Iranian Hospital"),
                  seller_facts[lang], 4},
        .columns = columns[lang],
        .column_count = COLUMNS,
        .rows = rows_of(mem, lang, rows),
        .row_count = rows,
        .carried = fa ? STR("جمع تا اینجا") : STR("Carried over"),
        .totals = totals[lang],
        .total_count = 4,
        .words = {fa ? STR("مبلغ به حروف") : STR("Amount in words"),
                  fa ? money_words_fa(mem, amount, MONEY_RIAL)
                     : money_words_en(mem, amount, MONEY_RIAL)},
        .notes = notes[lang],
        .note_count = 1,
        .signatures = signatures[lang],
        .signature_count = 2,
        .foot = fa ? STR("شرکت آفتاب پاک · aftab.example · 021-88001122")
                   : STR("Aftab Pak Co. · aftab.example · +98 21 8800 1122")};
}

static int write_paper(const char *path, const struct paper *paper, struct arena *mem) {
    struct str pdf;
    FILE *f;
    if (host_native.paper_make(mem, paper, &pdf) != OK || !(f = fopen(path, "wb")))
        return 1;
    size_t n = fwrite(pdf.p, 1, pdf.n, f);
    return fclose(f) != 0 || n != pdf.n;
}

int main(int argc, char **argv) {
    static const char *const names[] = {[LANG_FA] = "fa", [LANG_EN] = "en"};
    static const int rows[] = {1, 6, 300};
    int wrong = 0;
    if (argc != 2) return 2;
    struct arena *mem = arena_create();
    for (int lang = 0; lang < LANG_COUNT; lang++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct paper paper = sample(mem, (enum lang)lang, rows[i]);
            struct str path =
                str_format(mem, "%s/%s-%d.pdf", argv[1], names[lang], rows[i]);
            wrong += write_paper(str_z(mem, path), &paper, mem);
        }
    arena_free(mem);
    return wrong;
}
