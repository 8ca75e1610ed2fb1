/**
 * The most rows one file takes out: as many as the product reads back, and what is written in memory without keeping
 * others waiting long. A file that was cut says so.
 */
export const EXPORT_ROWS = 20_000
