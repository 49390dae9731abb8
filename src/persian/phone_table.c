/* phone_table.c - operators by mobile prefix (tests/data/README.md) and provinces by area
 * code. */
#include "persian/tables.h"

static const struct phone_operator mci = {"همراه اول", "MCI"};
static const struct phone_operator taliya = {"تالیا", "Taliya"};
static const struct phone_operator rightel = {"رایتل", "RighTel"};
static const struct phone_operator irancell = {"ایرانسل", "Irancell"};
static const struct phone_operator shatel = {"شاتل موبایل", "Shatel Mobile"};
static const struct phone_operator aptel = {"آپتل", "Aptel"};

const struct mobile_prefix mobile_prefixes[] = {
    {"900", &irancell}, {"901", &irancell}, {"902", &irancell}, {"903", &irancell},
    {"904", &irancell}, {"905", &irancell}, {"910", &mci},      {"911", &mci},
    {"912", &mci},      {"913", &mci},      {"914", &mci},      {"915", &mci},
    {"916", &mci},      {"917", &mci},      {"918", &mci},      {"919", &mci},
    {"920", &rightel},  {"921", &rightel},  {"922", &rightel},  {"923", &rightel},
    {"930", &irancell}, {"932", &taliya},   {"933", &irancell}, {"935", &irancell},
    {"936", &irancell}, {"937", &irancell}, {"938", &irancell}, {"939", &irancell},
    {"941", &irancell}, {"990", &mci},      {"991", &mci},      {"992", &mci},
    {"993", &mci},      {"994", &mci},      {"995", &mci},      {"996", &mci},
    {"998", &shatel},   {"999", &aptel},
};
const size_t mobile_prefixes_count = sizeof mobile_prefixes / sizeof *mobile_prefixes;

const struct phone_area phone_areas[] = {
    {"11", "مازندران", "Mazandaran"},
    {"13", "گیلان", "Gilan"},
    {"17", "گلستان", "Golestan"},
    {"21", "تهران", "Tehran"},
    {"23", "سمنان", "Semnan"},
    {"24", "زنجان", "Zanjan"},
    {"25", "قم", "Qom"},
    {"26", "البرز", "Alborz"},
    {"28", "قزوین", "Qazvin"},
    {"31", "اصفهان", "Isfahan"},
    {"34", "کرمان", "Kerman"},
    {"35", "یزد", "Yazd"},
    {"38", "چهارمحال و بختیاری", "Chaharmahal and Bakhtiari"},
    {"41", "آذربایجان شرقی", "East Azerbaijan"},
    {"44", "آذربایجان غربی", "West Azerbaijan"},
    {"45", "اردبیل", "Ardabil"},
    {"51", "خراسان رضوی", "Razavi Khorasan"},
    {"54", "سیستان و بلوچستان", "Sistan and Baluchestan"},
    {"56", "خراسان جنوبی", "South Khorasan"},
    {"58", "خراسان شمالی", "North Khorasan"},
    {"61", "خوزستان", "Khuzestan"},
    {"66", "لرستان", "Lorestan"},
    {"71", "فارس", "Fars"},
    {"74", "کهگیلویه و بویراحمد", "Kohgiluyeh and Boyer-Ahmad"},
    {"76", "هرمزگان", "Hormozgan"},
    {"77", "بوشهر", "Bushehr"},
    {"81", "همدان", "Hamadan"},
    {"83", "کرمانشاه", "Kermanshah"},
    {"84", "ایلام", "Ilam"},
    {"86", "مرکزی", "Markazi"},
    {"87", "کردستان", "Kurdistan"},
};
const size_t phone_areas_count = sizeof phone_areas / sizeof *phone_areas;
