/* letter_table.c - the rows of letter.h for ASCII and for the Arabic block. */
#include "persian/letter.h"

/* clang-format off: one letter a row */
const struct letter letters_ascii[0x80] = {
    /* what, cleaned, folded, rank */
    {NOTHING, 0, 0, 0},         /* 0000 control */
    {NOTHING, 0, 0, 0},         /* 0001 control */
    {NOTHING, 0, 0, 0},         /* 0002 control */
    {NOTHING, 0, 0, 0},         /* 0003 control */
    {NOTHING, 0, 0, 0},         /* 0004 control */
    {NOTHING, 0, 0, 0},         /* 0005 control */
    {NOTHING, 0, 0, 0},         /* 0006 control */
    {NOTHING, 0, 0, 0},         /* 0007 control */
    {NOTHING, 0, 0, 0},         /* 0008 control */
    {SPACE, 0, 0, RANK_SPACE},  /* 0009 tab */
    {LINE, 0, 0, RANK_SPACE},   /* 000A line feed */
    {SPACE, 0, 0, RANK_SPACE},  /* 000B tab */
    {SPACE, 0, 0, RANK_SPACE},  /* 000C tab */
    {SPACE, 0, 0, RANK_SPACE},  /* 000D carriage return */
    {NOTHING, 0, 0, 0},         /* 000E control */
    {NOTHING, 0, 0, 0},         /* 000F control */
    {NOTHING, 0, 0, 0},         /* 0010 control */
    {NOTHING, 0, 0, 0},         /* 0011 control */
    {NOTHING, 0, 0, 0},         /* 0012 control */
    {NOTHING, 0, 0, 0},         /* 0013 control */
    {NOTHING, 0, 0, 0},         /* 0014 control */
    {NOTHING, 0, 0, 0},         /* 0015 control */
    {NOTHING, 0, 0, 0},         /* 0016 control */
    {NOTHING, 0, 0, 0},         /* 0017 control */
    {NOTHING, 0, 0, 0},         /* 0018 control */
    {NOTHING, 0, 0, 0},         /* 0019 control */
    {NOTHING, 0, 0, 0},         /* 001A control */
    {NOTHING, 0, 0, 0},         /* 001B control */
    {NOTHING, 0, 0, 0},         /* 001C control */
    {NOTHING, 0, 0, 0},         /* 001D control */
    {NOTHING, 0, 0, 0},         /* 001E control */
    {NOTHING, 0, 0, 0},         /* 001F control */
    {SPACE, 0, 0, RANK_SPACE},  /* 0020 space */
    {SIGN, '!', 0, RANK_SIGN},  /* 0021 ! */
    {SIGN, '"', 0, RANK_SIGN},  /* 0022 " */
    {SIGN, '#', 0, RANK_SIGN},  /* 0023 # */
    {SIGN, '$', 0, RANK_SIGN},  /* 0024 $ */
    {SIGN, '%', 0, RANK_SIGN},  /* 0025 % */
    {SIGN, '&', 0, RANK_SIGN},  /* 0026 & */
    {SIGN, '\'', 0, RANK_SIGN}, /* 0027 ' */
    {SIGN, '(', 0, RANK_SIGN},  /* 0028 ( */
    {SIGN, ')', 0, RANK_SIGN},  /* 0029 ) */
    {SIGN, '*', 0, RANK_SIGN},  /* 002A asterisk */
    {SIGN, '+', 0, RANK_SIGN},  /* 002B + */
    {SIGN, ',', 0, RANK_SIGN},  /* 002C , */
    {SIGN, '-', 0, RANK_SIGN},  /* 002D - */
    {SIGN, '.', 0, RANK_SIGN},  /* 002E . */
    {SIGN, '/', 0, RANK_SIGN},  /* 002F solidus */
    {LETTER, '0', '0', '0'},    /* 0030 0 */
    {LETTER, '1', '1', '1'},    /* 0031 1 */
    {LETTER, '2', '2', '2'},    /* 0032 2 */
    {LETTER, '3', '3', '3'},    /* 0033 3 */
    {LETTER, '4', '4', '4'},    /* 0034 4 */
    {LETTER, '5', '5', '5'},    /* 0035 5 */
    {LETTER, '6', '6', '6'},    /* 0036 6 */
    {LETTER, '7', '7', '7'},    /* 0037 7 */
    {LETTER, '8', '8', '8'},    /* 0038 8 */
    {LETTER, '9', '9', '9'},    /* 0039 9 */
    {SIGN, ':', 0, RANK_SIGN},  /* 003A : */
    {SIGN, ';', 0, RANK_SIGN},  /* 003B ; */
    {SIGN, '<', 0, RANK_SIGN},  /* 003C < */
    {SIGN, '=', 0, RANK_SIGN},  /* 003D = */
    {SIGN, '>', 0, RANK_SIGN},  /* 003E > */
    {SIGN, '?', 0, RANK_SIGN},  /* 003F ? */
    {SIGN, '@', 0, RANK_SIGN},  /* 0040 @ */
    {LETTER, 'A', 'a', 'a'},    /* 0041 A */
    {LETTER, 'B', 'b', 'b'},    /* 0042 B */
    {LETTER, 'C', 'c', 'c'},    /* 0043 C */
    {LETTER, 'D', 'd', 'd'},    /* 0044 D */
    {LETTER, 'E', 'e', 'e'},    /* 0045 E */
    {LETTER, 'F', 'f', 'f'},    /* 0046 F */
    {LETTER, 'G', 'g', 'g'},    /* 0047 G */
    {LETTER, 'H', 'h', 'h'},    /* 0048 H */
    {LETTER, 'I', 'i', 'i'},    /* 0049 I */
    {LETTER, 'J', 'j', 'j'},    /* 004A J */
    {LETTER, 'K', 'k', 'k'},    /* 004B K */
    {LETTER, 'L', 'l', 'l'},    /* 004C L */
    {LETTER, 'M', 'm', 'm'},    /* 004D M */
    {LETTER, 'N', 'n', 'n'},    /* 004E N */
    {LETTER, 'O', 'o', 'o'},    /* 004F O */
    {LETTER, 'P', 'p', 'p'},    /* 0050 P */
    {LETTER, 'Q', 'q', 'q'},    /* 0051 Q */
    {LETTER, 'R', 'r', 'r'},    /* 0052 R */
    {LETTER, 'S', 's', 's'},    /* 0053 S */
    {LETTER, 'T', 't', 't'},    /* 0054 T */
    {LETTER, 'U', 'u', 'u'},    /* 0055 U */
    {LETTER, 'V', 'v', 'v'},    /* 0056 V */
    {LETTER, 'W', 'w', 'w'},    /* 0057 W */
    {LETTER, 'X', 'x', 'x'},    /* 0058 X */
    {LETTER, 'Y', 'y', 'y'},    /* 0059 Y */
    {LETTER, 'Z', 'z', 'z'},    /* 005A Z */
    {SIGN, '[', 0, RANK_SIGN},  /* 005B [ */
    {SIGN, '\\', 0, RANK_SIGN}, /* 005C \ */
    {SIGN, ']', 0, RANK_SIGN},  /* 005D ] */
    {SIGN, '^', 0, RANK_SIGN},  /* 005E ^ */
    {SIGN, '_', 0, RANK_SIGN},  /* 005F _ */
    {SIGN, '`', 0, RANK_SIGN},  /* 0060 ` */
    {LETTER, 'a', 'a', 'a'},    /* 0061 a */
    {LETTER, 'b', 'b', 'b'},    /* 0062 b */
    {LETTER, 'c', 'c', 'c'},    /* 0063 c */
    {LETTER, 'd', 'd', 'd'},    /* 0064 d */
    {LETTER, 'e', 'e', 'e'},    /* 0065 e */
    {LETTER, 'f', 'f', 'f'},    /* 0066 f */
    {LETTER, 'g', 'g', 'g'},    /* 0067 g */
    {LETTER, 'h', 'h', 'h'},    /* 0068 h */
    {LETTER, 'i', 'i', 'i'},    /* 0069 i */
    {LETTER, 'j', 'j', 'j'},    /* 006A j */
    {LETTER, 'k', 'k', 'k'},    /* 006B k */
    {LETTER, 'l', 'l', 'l'},    /* 006C l */
    {LETTER, 'm', 'm', 'm'},    /* 006D m */
    {LETTER, 'n', 'n', 'n'},    /* 006E n */
    {LETTER, 'o', 'o', 'o'},    /* 006F o */
    {LETTER, 'p', 'p', 'p'},    /* 0070 p */
    {LETTER, 'q', 'q', 'q'},    /* 0071 q */
    {LETTER, 'r', 'r', 'r'},    /* 0072 r */
    {LETTER, 's', 's', 's'},    /* 0073 s */
    {LETTER, 't', 't', 't'},    /* 0074 t */
    {LETTER, 'u', 'u', 'u'},    /* 0075 u */
    {LETTER, 'v', 'v', 'v'},    /* 0076 v */
    {LETTER, 'w', 'w', 'w'},    /* 0077 w */
    {LETTER, 'x', 'x', 'x'},    /* 0078 x */
    {LETTER, 'y', 'y', 'y'},    /* 0079 y */
    {LETTER, 'z', 'z', 'z'},    /* 007A z */
    {SIGN, '{', 0, RANK_SIGN},  /* 007B { */
    {SIGN, '|', 0, RANK_SIGN},  /* 007C | */
    {SIGN, '}', 0, RANK_SIGN},  /* 007D } */
    {SIGN, '~', 0, RANK_SIGN},  /* 007E ~ */
    {NOTHING, 0, 0, 0},         /* 007F delete */
};

const struct letter letters_arabic[0x100] = {
    {NOTHING, 0, 0, 0},               /* 0600 number sign */
    {NOTHING, 0, 0, 0},               /* 0601 sign sanah */
    {NOTHING, 0, 0, 0},               /* 0602 footnote marker */
    {NOTHING, 0, 0, 0},               /* 0603 sign safha */
    {NOTHING, 0, 0, 0},               /* 0604 sign samvat */
    {NOTHING, 0, 0, 0},               /* 0605 number mark above */
    {SIGN, 0x606, 0, RANK_SIGN},      /* 0606 arabic-indic cube root */
    {SIGN, 0x607, 0, RANK_SIGN},      /* 0607 arabic-indic fourth root */
    {SIGN, 0x608, 0, RANK_SIGN},      /* 0608 ray */
    {SIGN, 0x609, 0, RANK_SIGN},      /* 0609 arabic-indic per mille sign */
    {SIGN, 0x60A, 0, RANK_SIGN},      /* 060A arabic-indic per ten thousand sign */
    {SIGN, 0x60B, 0, RANK_SIGN},      /* 060B afghani sign */
    {SIGN, 0x60C, 0, RANK_SIGN},      /* 060C comma */
    {SIGN, 0x60D, 0, RANK_SIGN},      /* 060D date separator */
    {SIGN, 0x60E, 0, RANK_SIGN},      /* 060E poetic verse sign */
    {SIGN, 0x60F, 0, RANK_SIGN},      /* 060F sign misra */
    {NOTHING, 0, 0, 0},               /* 0610 sign sallallahou alayhe wassallam */
    {NOTHING, 0, 0, 0},               /* 0611 sign alayhe assallam */
    {NOTHING, 0, 0, 0},               /* 0612 sign rahmatullah alayhe */
    {NOTHING, 0, 0, 0},               /* 0613 sign radi allahou anhu */
    {NOTHING, 0, 0, 0},               /* 0614 sign takhallus */
    {NOTHING, 0, 0, 0},               /* 0615 small high tah */
    {NOTHING, 0, 0, 0},               /* 0616 small high ligature alef with lam with yeh */
    {NOTHING, 0, 0, 0},               /* 0617 small high zain */
    {NOTHING, 0, 0, 0},               /* 0618 small fatha */
    {NOTHING, 0, 0, 0},               /* 0619 small damma */
    {NOTHING, 0, 0, 0},               /* 061A small kasra */
    {SIGN, 0x61B, 0, RANK_SIGN},      /* 061B semicolon */
    {NOTHING, 0, 0, 0},               /* 061C mark */
    {SIGN, 0x61D, 0, RANK_SIGN},      /* 061D end of text mark */
    {SIGN, 0x61E, 0, RANK_SIGN},      /* 061E triple dot punctuation mark */
    {SIGN, 0x61F, 0, RANK_SIGN},      /* 061F question mark */
    {LETTER, 0x620, 0x6CC, RANK_YEH}, /* 0620 kashmiri yeh */
    {LETTER, 0x621, 0, RANK_HAMZA},   /* 0621 hamza */
    {LETTER, 0x622, 0x627, RANK_ALEF_MADDA}, /* 0622 alef with madda above */
    {LETTER, 0x623, 0x627, RANK_HAMZA},      /* 0623 alef with hamza above */
    {LETTER, 0x624, 0x648, RANK_HAMZA},      /* 0624 waw with hamza above */
    {LETTER, 0x625, 0x627, RANK_HAMZA},      /* 0625 alef with hamza below */
    {LETTER, 0x626, 0x6CC, RANK_HAMZA},      /* 0626 yeh with hamza above */
    {LETTER, 0x627, 0x627, RANK_ALEF},       /* 0627 alef */
    {LETTER, 0x628, 0x628, RANK_BEH},        /* 0628 beh */
    {LETTER, 0x629, 0x647, RANK_HEH},        /* 0629 teh marbuta */
    {LETTER, 0x62A, 0x62A, RANK_TEH},        /* 062A teh */
    {LETTER, 0x62B, 0x62B, RANK_THEH},       /* 062B theh */
    {LETTER, 0x62C, 0x62C, RANK_JEEM},       /* 062C jeem */
    {LETTER, 0x62D, 0x62D, RANK_HAH},        /* 062D hah */
    {LETTER, 0x62E, 0x62E, RANK_KHAH},       /* 062E khah */
    {LETTER, 0x62F, 0x62F, RANK_DAL},        /* 062F dal */
    {LETTER, 0x630, 0x630, RANK_THAL},       /* 0630 thal */
    {LETTER, 0x631, 0x631, RANK_REH},        /* 0631 reh */
    {LETTER, 0x632, 0x632, RANK_ZAIN},       /* 0632 zain */
    {LETTER, 0x633, 0x633, RANK_SEEN},       /* 0633 seen */
    {LETTER, 0x634, 0x634, RANK_SHEEN},      /* 0634 sheen */
    {LETTER, 0x635, 0x635, RANK_SAD},        /* 0635 sad */
    {LETTER, 0x636, 0x636, RANK_DAD},        /* 0636 dad */
    {LETTER, 0x637, 0x637, RANK_TAH},        /* 0637 tah */
    {LETTER, 0x638, 0x638, RANK_ZAH},        /* 0638 zah */
    {LETTER, 0x639, 0x639, RANK_AIN},        /* 0639 ain */
    {LETTER, 0x63A, 0x63A, RANK_GHAIN},      /* 063A ghain */
    {LETTER, 0x63B, 0x6A9, RANK_KEHEH},      /* 063B keheh with two dots above */
    {LETTER, 0x63C, 0x6A9, RANK_KEHEH},      /* 063C keheh with three dots below */
    {LETTER, 0x63D, 0x6CC, RANK_YEH},        /* 063D farsi yeh with inverted v */
    {LETTER, 0x63E, 0x6CC, RANK_YEH},        /* 063E farsi yeh with two dots above */
    {LETTER, 0x63F, 0x6CC, RANK_YEH},        /* 063F farsi yeh with three dots above */
    {NOTHING, 0, 0, 0},                      /* 0640 tatweel */
    {LETTER, 0x641, 0x641, RANK_FEH},        /* 0641 feh */
    {LETTER, 0x642, 0x642, RANK_QAF},        /* 0642 qaf */
    {LETTER, 0x6A9, 0x6A9, RANK_KEHEH},      /* 0643 kaf */
    {LETTER, 0x644, 0x644, RANK_LAM},        /* 0644 lam */
    {LETTER, 0x645, 0x645, RANK_MEEM},       /* 0645 meem */
    {LETTER, 0x646, 0x646, RANK_NOON},       /* 0646 noon */
    {LETTER, 0x647, 0x647, RANK_HEH},        /* 0647 heh */
    {LETTER, 0x648, 0x648, RANK_WAW},        /* 0648 waw */
    {LETTER, 0x6CC, 0x6CC, RANK_YEH},        /* 0649 alef maksura */
    {LETTER, 0x6CC, 0x6CC, RANK_YEH},        /* 064A yeh */
    {VOWEL, 0x64B, 0, 0},                    /* 064B fathatan */
    {VOWEL, 0x64C, 0, 0},                    /* 064C dammatan */
    {VOWEL, 0x64D, 0, 0},                    /* 064D kasratan */
    {VOWEL, 0x64E, 0, 0},                    /* 064E fatha */
    {VOWEL, 0x64F, 0, 0},                    /* 064F damma */
    {VOWEL, 0x650, 0, 0},                    /* 0650 kasra */
    {VOWEL, 0x651, 0, 0},                    /* 0651 shadda */
    {VOWEL, 0x652, 0, 0},                    /* 0652 sukun */
    {MADDA, 0, 0, 0},                        /* 0653 maddah above */
    {HAMZA_ABOVE, 0, 0, 0},                  /* 0654 hamza above */
    {HAMZA_BELOW, 0, 0, 0},                  /* 0655 hamza below */
    {NOTHING, 0, 0, 0},                      /* 0656 subscript alef */
    {NOTHING, 0, 0, 0},                      /* 0657 inverted damma */
    {NOTHING, 0, 0, 0},                      /* 0658 mark noon ghunna */
    {NOTHING, 0, 0, 0},                      /* 0659 zwarakay */
    {NOTHING, 0, 0, 0},                      /* 065A vowel sign small v above */
    {NOTHING, 0, 0, 0},                      /* 065B vowel sign inverted small v above */
    {NOTHING, 0, 0, 0},                      /* 065C vowel sign dot below */
    {NOTHING, 0, 0, 0},                      /* 065D reversed damma */
    {NOTHING, 0, 0, 0},                      /* 065E fatha with two dots */
    {NOTHING, 0, 0, 0},                      /* 065F wavy hamza below */
    {LETTER, '0', '0', '0'},                 /* 0660 arabic-indic digit zero */
    {LETTER, '1', '1', '1'},                 /* 0661 arabic-indic digit one */
    {LETTER, '2', '2', '2'},                 /* 0662 arabic-indic digit two */
    {LETTER, '3', '3', '3'},                 /* 0663 arabic-indic digit three */
    {LETTER, '4', '4', '4'},                 /* 0664 arabic-indic digit four */
    {LETTER, '5', '5', '5'},                 /* 0665 arabic-indic digit five */
    {LETTER, '6', '6', '6'},                 /* 0666 arabic-indic digit six */
    {LETTER, '7', '7', '7'},                 /* 0667 arabic-indic digit seven */
    {LETTER, '8', '8', '8'},                 /* 0668 arabic-indic digit eight */
    {LETTER, '9', '9', '9'},                 /* 0669 arabic-indic digit nine */
    {SIGN, 0x66A, 0, RANK_SIGN},             /* 066A percent sign */
    {SIGN, 0x66B, 0, RANK_SIGN},             /* 066B decimal separator */
    {SIGN, 0x66C, 0, RANK_SIGN},             /* 066C thousands separator */
    {SIGN, 0x66D, 0, RANK_SIGN},             /* 066D five pointed star */
    {LETTER, 0x66E, 0x628, RANK_BEH},        /* 066E dotless beh */
    {LETTER, 0x66F, 0x642, RANK_QAF},        /* 066F dotless qaf */
    {NOTHING, 0, 0, 0},                      /* 0670 superscript alef */
    {LETTER, 0x627, 0x627, RANK_ALEF},       /* 0671 alef wasla */
    {LETTER, 0x672, 0x627, RANK_HAMZA},      /* 0672 alef with wavy hamza above */
    {LETTER, 0x673, 0x627, RANK_HAMZA},      /* 0673 alef with wavy hamza below */
    {LETTER, 0x674, 0, RANK_HAMZA},          /* 0674 high hamza */
    {LETTER, 0x675, 0x627, RANK_ALEF},       /* 0675 high hamza alef */
    {LETTER, 0x676, 0x648, RANK_WAW},        /* 0676 high hamza waw */
    {LETTER, 0x677, 0x648, RANK_WAW},        /* 0677 u with hamza above */
    {LETTER, 0x678, 0x6CC, RANK_YEH},        /* 0678 high hamza yeh */
    {LETTER, 0x679, 0x62A, RANK_TEH},        /* 0679 tteh */
    {LETTER, 0x67A, 0x62A, RANK_TEH},        /* 067A tteheh */
    {LETTER, 0x67B, 0x628, RANK_BEH},        /* 067B beeh */
    {LETTER, 0x67C, 0x62A, RANK_TEH},        /* 067C teh with ring */
    {LETTER, 0x67D, 0x62A, RANK_TEH},        /* 067D teh with three dots above downwards */
    {LETTER, 0x67E, 0x67E, RANK_PEH},        /* 067E peh */
    {LETTER, 0x67F, 0x62A, RANK_TEH},        /* 067F teheh */
    {LETTER, 0x680, 0x628, RANK_BEH},        /* 0680 beheh */
    {LETTER, 0x681, 0x62D, RANK_HAH},        /* 0681 hah with hamza above */
    {LETTER, 0x682, 0x62D, RANK_HAH},        /* 0682 hah with two dots vertical above */
    {LETTER, 0x683, 0x62C, RANK_JEEM},       /* 0683 nyeh */
    {LETTER, 0x684, 0x62C, RANK_JEEM},       /* 0684 dyeh */
    {LETTER, 0x685, 0x62E, RANK_KHAH},       /* 0685 hah with three dots above */
    {LETTER, 0x686, 0x686, RANK_CHEH},       /* 0686 tcheh */
    {LETTER, 0x687, 0x686, RANK_CHEH},       /* 0687 tcheheh */
    {LETTER, 0x688, 0x62F, RANK_DAL},        /* 0688 ddal */
    {LETTER, 0x689, 0x62F, RANK_DAL},        /* 0689 dal with ring */
    {LETTER, 0x68A, 0x62F, RANK_DAL},        /* 068A dal with dot below */
    {LETTER, 0x68B, 0x62F, RANK_DAL},        /* 068B dal with dot below and small tah */
    {LETTER, 0x68C, 0x62F, RANK_DAL},        /* 068C dahal */
    {LETTER, 0x68D, 0x62F, RANK_DAL},        /* 068D ddahal */
    {LETTER, 0x68E, 0x62F, RANK_DAL},        /* 068E dul */
    {LETTER, 0x68F, 0x62F, RANK_DAL},        /* 068F dal with three dots above downwards */
    {LETTER, 0x690, 0x62F, RANK_DAL},        /* 0690 dal with four dots above */
    {LETTER, 0x691, 0x631, RANK_REH},        /* 0691 rreh */
    {LETTER, 0x692, 0x631, RANK_REH},        /* 0692 reh with small v */
    {LETTER, 0x693, 0x631, RANK_REH},        /* 0693 reh with ring */
    {LETTER, 0x694, 0x631, RANK_REH},        /* 0694 reh with dot below */
    {LETTER, 0x695, 0x631, RANK_REH},        /* 0695 reh with small v below */
    {LETTER, 0x696, 0x631, RANK_REH},        /* 0696 reh with dot below and dot above */
    {LETTER, 0x697, 0x631, RANK_REH},        /* 0697 reh with two dots above */
    {LETTER, 0x698, 0x698, RANK_ZHEH},       /* 0698 jeh */
    {LETTER, 0x699, 0x631, RANK_REH},        /* 0699 reh with four dots above */
    {LETTER, 0x69A, 0x633, RANK_SEEN},       /* 069A seen with dot below and dot above */
    {LETTER, 0x69B, 0x633, RANK_SEEN},       /* 069B seen with three dots below */
    {LETTER, 0x69C, 0x633,
     RANK_SEEN}, /* 069C seen with three dots below and three dots above */
    {LETTER, 0x69D, 0x635, RANK_SAD},   /* 069D sad with two dots below */
    {LETTER, 0x69E, 0x635, RANK_SAD},   /* 069E sad with three dots above */
    {LETTER, 0x69F, 0x637, RANK_TAH},   /* 069F tah with three dots above */
    {LETTER, 0x6A0, 0x63A, RANK_GHAIN}, /* 06A0 ain with three dots above */
    {LETTER, 0x6A1, 0x641, RANK_FEH},   /* 06A1 dotless feh */
    {LETTER, 0x6A2, 0x641, RANK_FEH},   /* 06A2 feh with dot moved below */
    {LETTER, 0x6A3, 0x641, RANK_FEH},   /* 06A3 feh with dot below */
    {LETTER, 0x6A4, 0x641, RANK_FEH},   /* 06A4 veh */
    {LETTER, 0x6A5, 0x641, RANK_FEH},   /* 06A5 feh with three dots below */
    {LETTER, 0x6A6, 0x641, RANK_FEH},   /* 06A6 peheh */
    {LETTER, 0x6A7, 0x642, RANK_QAF},   /* 06A7 qaf with dot above */
    {LETTER, 0x6A8, 0x642, RANK_QAF},   /* 06A8 qaf with three dots above */
    {LETTER, 0x6A9, 0x6A9, RANK_KEHEH}, /* 06A9 keheh */
    {LETTER, 0x6A9, 0x6A9, RANK_KEHEH}, /* 06AA swash kaf */
    {LETTER, 0x6AB, 0x6A9, RANK_KEHEH}, /* 06AB kaf with ring */
    {LETTER, 0x6AC, 0x6A9, RANK_KEHEH}, /* 06AC kaf with dot above */
    {LETTER, 0x6AD, 0x6A9, RANK_KEHEH}, /* 06AD ng */
    {LETTER, 0x6AE, 0x6A9, RANK_KEHEH}, /* 06AE kaf with three dots below */
    {LETTER, 0x6AF, 0x6AF, RANK_GAF},   /* 06AF gaf */
    {LETTER, 0x6B0, 0x6AF, RANK_GAF},   /* 06B0 gaf with ring */
    {LETTER, 0x6B1, 0x6AF, RANK_GAF},   /* 06B1 ngoeh */
    {LETTER, 0x6B2, 0x6AF, RANK_GAF},   /* 06B2 gaf with two dots below */
    {LETTER, 0x6B3, 0x6AF, RANK_GAF},   /* 06B3 gueh */
    {LETTER, 0x6B4, 0x6AF, RANK_GAF},   /* 06B4 gaf with three dots above */
    {LETTER, 0x6B5, 0x644, RANK_LAM},   /* 06B5 lam with small v */
    {LETTER, 0x6B6, 0x644, RANK_LAM},   /* 06B6 lam with dot above */
    {LETTER, 0x6B7, 0x644, RANK_LAM},   /* 06B7 lam with three dots above */
    {LETTER, 0x6B8, 0x644, RANK_LAM},   /* 06B8 lam with three dots below */
    {LETTER, 0x6B9, 0x646, RANK_NOON},  /* 06B9 noon with dot below */
    {LETTER, 0x6BA, 0x646, RANK_NOON},  /* 06BA noon ghunna */
    {LETTER, 0x6BB, 0x646, RANK_NOON},  /* 06BB rnoon */
    {LETTER, 0x6BC, 0x646, RANK_NOON},  /* 06BC noon with ring */
    {LETTER, 0x6BD, 0x646, RANK_NOON},  /* 06BD noon with three dots above */
    {LETTER, 0x647, 0x647, RANK_HEH},   /* 06BE heh doachashmee */
    {LETTER, 0x6BF, 0x686, RANK_CHEH},  /* 06BF tcheh with dot above */
    {LETTER, 0x6C0, 0x647, RANK_HEH},   /* 06C0 heh with yeh above */
    {LETTER, 0x647, 0x647, RANK_HEH},   /* 06C1 heh goal */
    {LETTER, 0x6C0, 0x647, RANK_HEH},   /* 06C2 heh goal with hamza above */
    {LETTER, 0x629, 0x647, RANK_HEH},   /* 06C3 teh marbuta goal */
    {LETTER, 0x6C4, 0x648, RANK_WAW},   /* 06C4 waw with ring */
    {LETTER, 0x6C5, 0x648, RANK_WAW},   /* 06C5 kirghiz oe */
    {LETTER, 0x6C6, 0x648, RANK_WAW},   /* 06C6 oe */
    {LETTER, 0x6C7, 0x648, RANK_WAW},   /* 06C7 u */
    {LETTER, 0x6C8, 0x648, RANK_WAW},   /* 06C8 yu */
    {LETTER, 0x6C9, 0x648, RANK_WAW},   /* 06C9 kirghiz yu */
    {LETTER, 0x6CA, 0x648, RANK_WAW},   /* 06CA waw with two dots above */
    {LETTER, 0x6CB, 0x648, RANK_WAW},   /* 06CB ve */
    {LETTER, 0x6CC, 0x6CC, RANK_YEH},   /* 06CC farsi yeh */
    {LETTER, 0x6CD, 0x6CC, RANK_YEH},   /* 06CD yeh with tail */
    {LETTER, 0x6CE, 0x6CC, RANK_YEH},   /* 06CE yeh with small v */
    {LETTER, 0x6CF, 0x648, RANK_WAW},   /* 06CF waw with dot above */
    {LETTER, 0x6D0, 0x6CC, RANK_YEH},   /* 06D0 e */
    {LETTER, 0x6D1, 0x6CC, RANK_YEH},   /* 06D1 yeh with three dots below */
    {LETTER, 0x6CC, 0x6CC, RANK_YEH},   /* 06D2 yeh barree */
    {LETTER, 0x626, 0x6CC, RANK_HAMZA}, /* 06D3 yeh barree with hamza above */
    {SIGN, 0x6D4, 0, RANK_SIGN},        /* 06D4 full stop */
    {LETTER, 0x6D5, 0x647, RANK_HEH},   /* 06D5 ae */
    {NOTHING, 0, 0, 0}, /* 06D6 small high ligature sad with lam with alef maksura */
    {NOTHING, 0, 0, 0}, /* 06D7 small high ligature qaf with lam with alef maksura */
    {NOTHING, 0, 0, 0}, /* 06D8 small high meem initial form */
    {NOTHING, 0, 0, 0}, /* 06D9 small high lam alef */
    {NOTHING, 0, 0, 0}, /* 06DA small high jeem */
    {NOTHING, 0, 0, 0}, /* 06DB small high three dots */
    {NOTHING, 0, 0, 0}, /* 06DC small high seen */
    {NOTHING, 0, 0, 0}, /* 06DD end of ayah */
    {SIGN, 0x6DE, 0, RANK_SIGN},        /* 06DE start of rub el hizb */
    {NOTHING, 0, 0, 0},                 /* 06DF small high rounded zero */
    {NOTHING, 0, 0, 0},                 /* 06E0 small high upright rectangular zero */
    {NOTHING, 0, 0, 0},                 /* 06E1 small high dotless head of khah */
    {NOTHING, 0, 0, 0},                 /* 06E2 small high meem isolated form */
    {NOTHING, 0, 0, 0},                 /* 06E3 small low seen */
    {NOTHING, 0, 0, 0},                 /* 06E4 small high madda */
    {NOTHING, 0, 0, 0},                 /* 06E5 small waw */
    {NOTHING, 0, 0, 0},                 /* 06E6 small yeh */
    {NOTHING, 0, 0, 0},                 /* 06E7 small high yeh */
    {NOTHING, 0, 0, 0},                 /* 06E8 small high noon */
    {SIGN, 0x6E9, 0, RANK_SIGN},        /* 06E9 place of sajdah */
    {NOTHING, 0, 0, 0},                 /* 06EA empty centre low stop */
    {NOTHING, 0, 0, 0},                 /* 06EB empty centre high stop */
    {NOTHING, 0, 0, 0},                 /* 06EC rounded high stop with filled centre */
    {NOTHING, 0, 0, 0},                 /* 06ED small low meem */
    {LETTER, 0x6EE, 0x62F, RANK_DAL},   /* 06EE dal with inverted v */
    {LETTER, 0x6EF, 0x631, RANK_REH},   /* 06EF reh with inverted v */
    {LETTER, '0', '0', '0'},            /* 06F0 arabic-indic digit zero */
    {LETTER, '1', '1', '1'},            /* 06F1 arabic-indic digit one */
    {LETTER, '2', '2', '2'},            /* 06F2 arabic-indic digit two */
    {LETTER, '3', '3', '3'},            /* 06F3 arabic-indic digit three */
    {LETTER, '4', '4', '4'},            /* 06F4 arabic-indic digit four */
    {LETTER, '5', '5', '5'},            /* 06F5 arabic-indic digit five */
    {LETTER, '6', '6', '6'},            /* 06F6 arabic-indic digit six */
    {LETTER, '7', '7', '7'},            /* 06F7 arabic-indic digit seven */
    {LETTER, '8', '8', '8'},            /* 06F8 arabic-indic digit eight */
    {LETTER, '9', '9', '9'},            /* 06F9 arabic-indic digit nine */
    {LETTER, 0x6FA, 0x634, RANK_SHEEN}, /* 06FA sheen with dot below */
    {LETTER, 0x6FB, 0x636, RANK_DAD},   /* 06FB dad with dot below */
    {LETTER, 0x6FC, 0x63A, RANK_GHAIN}, /* 06FC ghain with dot below */
    {SIGN, 0x6FD, 0, RANK_SIGN},        /* 06FD sign sindhi ampersand */
    {SIGN, 0x6FE, 0, RANK_SIGN},        /* 06FE sign sindhi postposition men */
    {LETTER, 0x6FF, 0x647, RANK_HEH},   /* 06FF heh with inverted v */
};
