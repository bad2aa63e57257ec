package dev.freeway.cli;

/** What a line of the table says of a limit, from left to right, beside its bar. */
enum QuotaColumn {
    LIMIT,
    LEFT,
    AMOUNT,
    UNIT,
    USED,
    HELD,
    RESETS,
    RESETS_BRIEFLY
}
